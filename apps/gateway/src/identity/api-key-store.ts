import { Inject, Injectable } from '@nestjs/common';
import { TerminalError } from '@mesh/kernel';
import { ApiDatabase, firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';
import type { MintedKey } from './api-key';
import type { Role } from './permissions';
import type { Tier } from './principal';

/** A key as the guard needs it. */
export interface KnownKey {
  readonly keyId: string;
  readonly tenantId: string;
  readonly role: Role;
  readonly tier: Tier;
  readonly hash: Buffer;
}

/** A key as its tenant's admin sees it. */
export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly tier: Tier;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly revokedAt: Date | null;
}

export interface NewKey {
  readonly name: string;
  readonly role: Role;
  readonly tier: Tier;
  readonly createdBy: string;
}

const LISTED = `key_id AS id, name, role, tier, created_at AS "createdAt", created_by AS "createdBy", revoked_at AS "revokedAt"`;
const FIND = `SELECT key_id AS "keyId", tenant_id AS "tenantId", role, tier, secret_hash AS hash FROM gateway.find_api_key($1)`;
const LIST = `SELECT ${LISTED} FROM gateway.api_keys WHERE tenant_id = $1 ORDER BY created_at DESC, key_id LIMIT 1000`;
const ADD = `
  INSERT INTO gateway.api_keys (tenant_id, key_id, secret_hash, name, role, tier, created_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${LISTED}`;
const REVOKE = `
  UPDATE gateway.api_keys SET revoked_at = now() WHERE tenant_id = $1 AND key_id = $2 AND revoked_at IS NULL`;

@Injectable()
export class ApiKeyStore {
  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  /** The key with this id, of whatever tenant, unless it was revoked. The database gives out that one row at most. */
  find(keyId: string): Promise<KnownKey | undefined> {
    return this.database.acrossTenants(({ sql }) => firstRow<KnownKey>(sql, FIND, [keyId]));
  }

  list(tenantId: string): Promise<ListedKey[]> {
    return this.database.inTenant(tenantId, (sql) => sql.rows<ListedKey>(LIST, [tenantId]));
  }

  async add({ tenantId, sql }: TenantSql, key: NewKey, { keyId, hash }: MintedKey): Promise<ListedKey> {
    const values = [tenantId, keyId, hash, key.name, key.role, key.tier, key.createdBy];
    const row = await firstRow<ListedKey>(sql, ADD, values);
    if (row === undefined) throw new TerminalError('KEY_NOT_STORED', 'the key was not stored');
    return row;
  }

  /** False when the tenant has no such key that is still valid. */
  async revoke({ tenantId, sql }: TenantSql, keyId: string): Promise<boolean> {
    return (await sql.run(REVOKE, [tenantId, keyId])) === 1;
  }
}
