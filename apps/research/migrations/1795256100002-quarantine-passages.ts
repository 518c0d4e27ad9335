import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Passages that try to steer a machine wait until a person has released them. */
export class QuarantinePassages1795256100002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE research.chunks ADD COLUMN quarantined boolean NOT NULL DEFAULT false');
    await runner.query(
      'ALTER TABLE research.document_versions ADD COLUMN released_at timestamptz, ADD COLUMN released_by text',
    );
    await runner.query('GRANT UPDATE (quarantined) ON research.chunks TO mesh_api');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE UPDATE (quarantined) ON research.chunks FROM mesh_api');
    await runner.query('ALTER TABLE research.document_versions DROP COLUMN released_at, DROP COLUMN released_by');
    await runner.query('ALTER TABLE research.chunks DROP COLUMN quarantined');
  }
}
