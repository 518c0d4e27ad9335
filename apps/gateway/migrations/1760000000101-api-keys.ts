import { createSchema, protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** API keys, and the one way to look up a key before its tenant is known. */
export class ApiKeys1760000000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createSchema(runner, 'gateway');
    await runner.query(`
      CREATE TABLE gateway.api_keys (
        tenant_id text NOT NULL,
        key_id text NOT NULL CHECK (key_id ~ '^[a-z0-9]{16}$'),
        secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('submitter', 'approver', 'analyst', 'admin')),
        tier text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by text NOT NULL,
        revoked_at timestamptz,
        PRIMARY KEY (tenant_id, key_id),
        UNIQUE (key_id)
      )`);
    await protectTable(runner, 'gateway.api_keys', { api: 'SELECT, INSERT, UPDATE (revoked_at)' });
    await this.createLookUp(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION gateway.find_api_key(text)');
    await runner.query('DROP TABLE gateway.api_keys');
  }

  /** Row-level security holds for the owner too, so the owner's function needs a policy of its own. */
  private async createLookUp(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE POLICY look_up ON gateway.api_keys FOR SELECT TO mesh_owner USING (true)');
    await runner.query(`
      CREATE FUNCTION gateway.find_api_key(wanted text)
        RETURNS TABLE (key_id text, tenant_id text, role text, tier text, secret_hash bytea)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
        AS $$
          SELECT k.key_id, k.tenant_id, k.role, k.tier, k.secret_hash
          FROM gateway.api_keys k
          WHERE k.key_id = wanted AND k.revoked_at IS NULL
        $$`);
    await runner.query('REVOKE ALL ON FUNCTION gateway.find_api_key(text) FROM PUBLIC');
    await runner.query('GRANT EXECUTE ON FUNCTION gateway.find_api_key(text) TO mesh_api');
  }
}
