import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first answer to a request that carried an Idempotency-Key, for a day. */
export class IdempotencyKeys1760000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IDEMPOTENCY_KEYS);
    await protectTable(runner, 'gateway.idempotency_keys', { api: 'SELECT, INSERT, UPDATE, DELETE' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.idempotency_keys');
  }
}

const IDEMPOTENCY_KEYS = `
  CREATE TABLE gateway.idempotency_keys (
    tenant_id text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    answer jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, route, key)
  );
  CREATE INDEX idempotency_keys_by_expiry ON gateway.idempotency_keys (tenant_id, expires_at)`;
