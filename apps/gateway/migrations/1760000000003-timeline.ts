import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every fact that was applied. Only added to: what happened does not change. */
export class Timeline1760000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TIMELINE);
    await protectTable(runner, 'gateway.timeline', { api: 'SELECT', worker: 'SELECT, INSERT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.timeline');
  }
}

/** `xact` and `position` give the tenant's stream an order in which nothing can appear behind a reader. */
const TIMELINE = `
  CREATE TABLE gateway.timeline (
    tenant_id text NOT NULL,
    ticket_id uuid NOT NULL,
    sequence integer NOT NULL CHECK (sequence > 0),
    id uuid NOT NULL,
    type text NOT NULL,
    turn integer NOT NULL,
    status text NOT NULL,
    actor jsonb NOT NULL,
    data jsonb NOT NULL,
    duration_ms integer,
    cost_micros bigint,
    at timestamptz NOT NULL,
    correlation_id text NOT NULL,
    causation_id text,
    applied_at timestamptz NOT NULL DEFAULT now(),
    xact bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    position bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (tenant_id, ticket_id, sequence),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES gateway.tickets (tenant_id, id)
  );
  CREATE INDEX timeline_in_order ON gateway.timeline (tenant_id, xact, position);
  CREATE INDEX timeline_by_type ON gateway.timeline (tenant_id, type, at)`;
