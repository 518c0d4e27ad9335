import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ALL = 'SELECT, INSERT, UPDATE, DELETE';

/** What people were told, once per subject, stage and channel; and how full queues were. Ids and numbers only. */
export class Notifications1770000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NOTIFICATIONS);
    await runner.query(QUEUE_SAMPLES);
    await protectTable(runner, 'gateway.notifications', { worker: ALL });
    await protectTable(runner, 'gateway.queue_samples', { worker: ALL });
    await runner.query('GRANT SELECT ON gateway.feedback TO mesh_worker');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE SELECT ON gateway.feedback FROM mesh_worker');
    await runner.query('DROP TABLE gateway.queue_samples, gateway.notifications');
  }
}

const NOTIFICATIONS = `
  CREATE TABLE gateway.notifications (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    stage text NOT NULL,
    channel text NOT NULL CHECK (channel IN ('mail', 'webhook')),
    facts jsonb NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'sending', 'sent', 'unknown', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    lease_until timestamptz,
    error_code text,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, kind, subject, stage, channel)
  );
  CREATE INDEX notifications_unsent ON gateway.notifications (tenant_id, created_at)
    WHERE state IN ('open', 'sending')`;

const QUEUE_SAMPLES = `
  CREATE TABLE gateway.queue_samples (
    tenant_id text NOT NULL,
    queue text NOT NULL,
    at timestamptz NOT NULL,
    waiting integer NOT NULL,
    PRIMARY KEY (tenant_id, queue, at)
  )`;
