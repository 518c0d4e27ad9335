import { protectPipelineTable, protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the replies of a channel go out, and one row per reply that does. */
export class ReplyDeliveries1796090000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CHANNELS);
    await runner.query(DELIVERIES);
    await protectTable(runner, 'gateway.channels', { api: 'SELECT, INSERT, UPDATE', worker: 'SELECT' });
    await protectPipelineTable(runner, 'gateway.reply_deliveries', {
      api: 'SELECT, INSERT, UPDATE',
      worker: 'SELECT, INSERT, UPDATE',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.reply_deliveries, gateway.channels');
  }
}

/** No row: replies are fetched by the API. */
const CHANNELS = `
  CREATE TABLE gateway.channels (
    tenant_id text NOT NULL,
    channel text NOT NULL,
    via text NOT NULL CHECK (via IN ('none', 'webhook', 'smtp')),
    url text,
    sealed_secret text,
    mail_from text,
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, channel),
    CHECK (via <> 'webhook' OR (url IS NOT NULL AND sealed_secret IS NOT NULL)),
    CHECK (via <> 'smtp' OR mail_from IS NOT NULL)
  )`;

/** What is sent, and to whom, is read at that time. `sending`: an attempt that must not be repeated is in hand. */
const DELIVERIES = `
  CREATE TABLE gateway.reply_deliveries (
    tenant_id text NOT NULL,
    message_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    turn integer NOT NULL,
    decision_id uuid NOT NULL,
    channel text NOT NULL,
    via text NOT NULL CHECK (via IN ('webhook', 'smtp')),
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'delivered', 'failed', 'unknown')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT '-infinity',
    lease_until timestamptz,
    error_code text,
    position bigint GENERATED ALWAYS AS IDENTITY,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    PRIMARY KEY (tenant_id, message_id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES gateway.messages (tenant_id, id)
  );
  CREATE INDEX reply_deliveries_due ON gateway.reply_deliveries (tenant_id, channel, next_attempt_at, position)
    WHERE ended_at IS NULL;
  CREATE INDEX reply_deliveries_by_ticket ON gateway.reply_deliveries (tenant_id, ticket_id)`;
