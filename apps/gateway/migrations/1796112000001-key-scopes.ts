import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys may be narrower than their role, end by themselves, and get a new secret while the one before still counts. */
export class KeyScopes1796112000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE gateway.api_keys
        ADD COLUMN scopes text[],
        ADD COLUMN expires_at timestamptz,
        ADD COLUMN rotated_at timestamptz,
        ADD COLUMN previous_hash bytea,
        ADD COLUMN previous_until timestamptz`);
    await runner.query(
      'GRANT UPDATE (secret_hash, rotated_at, previous_hash, previous_until) ON gateway.api_keys TO mesh_api',
    );
    await createLookUp(runner);
    // The version before asks this one: what is narrower than a role, or over, is nothing to it.
    await replaceOldLookUp(runner, 'AND k.scopes IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())');
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceOldLookUp(runner, '');
    await runner.query('DROP FUNCTION gateway.look_up_api_key(text)');
    await runner.query(
      'REVOKE UPDATE (secret_hash, rotated_at, previous_hash, previous_until) ON gateway.api_keys FROM mesh_api',
    );
    await runner.query(`
      ALTER TABLE gateway.api_keys DROP COLUMN scopes, DROP COLUMN expires_at, DROP COLUMN rotated_at,
        DROP COLUMN previous_hash, DROP COLUMN previous_until`);
  }
}

async function createLookUp(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION gateway.look_up_api_key(wanted text)
      RETURNS TABLE (key_id text, tenant_id text, role text, tier text, scopes text[], expires_at timestamptz,
        secret_hash bytea, previous_hash bytea, previous_until timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
      AS $$
        SELECT k.key_id, k.tenant_id, k.role, k.tier, k.scopes, k.expires_at, k.secret_hash, k.previous_hash,
          k.previous_until
        FROM gateway.api_keys k
        WHERE k.key_id = wanted AND k.revoked_at IS NULL
      $$`);
  await runner.query('REVOKE ALL ON FUNCTION gateway.look_up_api_key(text) FROM PUBLIC');
  await runner.query('GRANT EXECUTE ON FUNCTION gateway.look_up_api_key(text) TO mesh_api');
}

const replaceOldLookUp = (runner: QueryRunner, narrowed: string): Promise<unknown> =>
  runner.query(`
    CREATE OR REPLACE FUNCTION gateway.find_api_key(wanted text)
      RETURNS TABLE (key_id text, tenant_id text, role text, tier text, secret_hash bytea)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
      AS $$
        SELECT k.key_id, k.tenant_id, k.role, k.tier, k.secret_hash
        FROM gateway.api_keys k
        WHERE k.key_id = wanted AND k.revoked_at IS NULL ${narrowed}
      $$`);
