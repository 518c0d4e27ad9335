import { protectPipelineTable, protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a tenant wants to be told of its facts, and one row per fact that is told there. */
export class Webhooks1796083200001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WEBHOOKS);
    await runner.query(DELIVERIES);
    await protectTable(runner, 'gateway.webhooks', {
      api: 'SELECT, INSERT, UPDATE, DELETE',
      worker: 'SELECT, UPDATE',
    });
    await protectPipelineTable(runner, 'gateway.webhook_deliveries', {
      api: 'SELECT, INSERT, UPDATE',
      worker: 'SELECT, INSERT, UPDATE, DELETE',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.webhook_deliveries, gateway.webhooks');
  }
}

/** Secrets are sealed; the previous one signs too until its time is over. */
const WEBHOOKS = `
  CREATE TABLE gateway.webhooks (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    url text NOT NULL,
    events text[] NOT NULL,
    description text,
    enabled boolean NOT NULL DEFAULT true,
    disabled_reason text CHECK (disabled_reason IN ('gone', 'failing')),
    failing_since timestamptz,
    sealed_secret text NOT NULL,
    previous_secret text,
    previous_until timestamptz,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
  )`;

/** What is sent is read from the timeline at that time, so no copy of it lies here. A trial has no fact. */
const DELIVERIES = `
  CREATE TABLE gateway.webhook_deliveries (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    event_id uuid NOT NULL,
    event text NOT NULL,
    ticket_id uuid,
    sequence integer,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT '-infinity',
    lease_until timestamptz,
    last_attempt_at timestamptz,
    response_status integer,
    response_excerpt text,
    error_code text,
    position bigint GENERATED ALWAYS AS IDENTITY,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, webhook_id, event_id),
    FOREIGN KEY (tenant_id, webhook_id) REFERENCES gateway.webhooks (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, ticket_id, sequence) REFERENCES gateway.timeline (tenant_id, ticket_id, sequence)
  );
  CREATE INDEX webhook_deliveries_due ON gateway.webhook_deliveries (tenant_id, webhook_id, next_attempt_at, position)
    WHERE state = 'pending';
  CREATE INDEX webhook_deliveries_newest ON gateway.webhook_deliveries (tenant_id, webhook_id, position DESC);
  CREATE INDEX webhook_deliveries_ended ON gateway.webhook_deliveries (tenant_id, ended_at)
    WHERE ended_at IS NOT NULL`;
