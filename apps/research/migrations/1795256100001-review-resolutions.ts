import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People look through past answers; a ticket that was forgotten is not learnt from, however late the answer arrives. */
export class ReviewResolutions1795256100001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FORGOTTEN_TICKETS);
    await runner.query(
      'ALTER TABLE research.resolutions ADD COLUMN reviewed_at timestamptz, ADD COLUMN reviewed_by text',
    );
    await runner.query('CREATE INDEX resolutions_by_time ON research.resolutions (tenant_id, created_at, decision_id)');
    await runner.query('GRANT UPDATE ON research.resolutions TO mesh_api');
    await protectTable(runner, 'research.forgotten_tickets', { worker: 'SELECT, INSERT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE research.forgotten_tickets');
    await runner.query('REVOKE UPDATE ON research.resolutions FROM mesh_api');
    await runner.query('DROP INDEX research.resolutions_by_time');
    await runner.query('ALTER TABLE research.resolutions DROP COLUMN reviewed_at, DROP COLUMN reviewed_by');
  }
}

const FORGOTTEN_TICKETS = `
  CREATE TABLE research.forgotten_tickets (
    tenant_id text NOT NULL,
    ticket_id uuid NOT NULL,
    forgotten_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, ticket_id)
  )`;
