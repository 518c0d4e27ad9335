import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which approved replies were told to long-term memory, and why others were not; and what rests on a document. */
export class Learnings1795256100001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LEARNINGS);
    await runner.query(CITED);
    await protectTable(runner, 'gateway.learnings', { api: 'SELECT', worker: 'SELECT, INSERT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX gateway.outbound_sends_cited');
    await runner.query('DROP TABLE gateway.learnings');
  }
}

/** `reason` is null where the reply was told. */
const LEARNINGS = `
  CREATE TABLE gateway.learnings (
    tenant_id text NOT NULL,
    decision_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    reason text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, decision_id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES gateway.tickets (tenant_id, id)
  )`;

const CITED = `CREATE INDEX outbound_sends_cited ON gateway.outbound_sends USING gin (cited jsonb_path_ops)`;
