import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people judged the replies of each category; the pipeline opens and closes categories by it, on the record. */
export class CategoryJudgements1795256100002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(JUDGEMENTS);
    await protectTable(runner, 'gateway.category_judgements', { api: 'SELECT, INSERT', worker: 'SELECT, INSERT' });
    await runner.query('GRANT INSERT ON gateway.policies TO mesh_worker');
    await runner.query('GRANT SELECT, INSERT ON gateway.audit_log TO mesh_worker');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE SELECT, INSERT ON gateway.audit_log FROM mesh_worker');
    await runner.query('REVOKE INSERT ON gateway.policies FROM mesh_worker');
    await runner.query('DROP TABLE gateway.category_judgements');
  }
}

const JUDGEMENTS = `
  CREATE TABLE gateway.category_judgements (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    category text NOT NULL,
    ticket_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('approved', 'edited', 'rejected', 'taken_over', 'not_solved')),
    judged_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES gateway.tickets (tenant_id, id)
  );
  CREATE INDEX category_judgements_newest ON gateway.category_judgements (tenant_id, category, judged_at DESC, id)`;
