import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateClassifiers1760000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE triage.classifiers (
        tenant_id text NOT NULL,
        version integer NOT NULL,
        model json NOT NULL,
        trained_on integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, version)
      )`);
    await protectTable(runner, 'triage.classifiers', { api: 'SELECT, INSERT, DELETE', worker: 'SELECT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE triage.classifiers');
  }
}
