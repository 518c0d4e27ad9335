import { Inject, Injectable } from '@nestjs/common';
import { TerminalError } from '@mesh/kernel';
import { ApiDatabase, firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';
import type { MintedKey } from './api-key';
import type { Permission, Rights, Role } from './permissions';
import type { Tier } from './principal';

/** A key as the guard needs it. */
export interface KnownKey extends Rights {
  readonly keyId: string;
  readonly tenantId: string;
  readonly tier: Tier;
  readonly expiresAt: Date | null;
  readonly hash: Buffer;
  /** Counts until then, after a rotation. */
  readonly previousHash: Buffer | null;
  readonly previousUntil: Date | null;
}

interface KnownKeyRow extends Omit<KnownKey, 'scopes'> {
  readonly scopes: readonly Permission[] | null;
}

/** A key as its tenant's admin sees it. */
export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly tier: Tier;
  readonly scopes: readonly Permission[] | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
  readonly rotatedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewKey {
  readonly name: string;
  readonly role: Role;
  readonly tier: Tier;
  readonly scopes?: readonly Permission[] | undefined;
  readonly expiresAt?: string | undefined;
  readonly createdBy: string;
}

const LISTED = `key_id AS id, name, role, tier, scopes, created_at AS "createdAt", created_by AS "createdBy",
  expires_at AS "expiresAt", rotated_at AS "rotatedAt", revoked_at AS "revokedAt"`;
const FIND = `
  SELECT key_id AS "keyId", tenant_id AS "tenantId", role, tier, scopes, expires_at AS "expiresAt", secret_hash AS hash,
    previous_hash AS "previousHash", previous_until AS "previousUntil"
  FROM gateway.look_up_api_key($1)`;
const LIST = `SELECT ${LISTED} FROM gateway.api_keys WHERE tenant_id = $1 ORDER BY created_at DESC, key_id LIMIT 1000`;
const ADD = `
  INSERT INTO gateway.api_keys (tenant_id, key_id, secret_hash, name, role, tier, created_by, scopes, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${LISTED}`;
const REVOKE = `
  UPDATE gateway.api_keys SET revoked_at = now() WHERE tenant_id = $1 AND key_id = $2 AND revoked_at IS NULL`;

const ROTATE = `
  UPDATE gateway.api_keys SET previous_hash = secret_hash, previous_until = now() + $4 * interval '1 second',
    secret_hash = $3, rotated_at = now()
  WHERE tenant_id = $1 AND key_id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
  RETURNING ${LISTED}`;

@Injectable()
export class ApiKeyStore {
  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  /** The key with this id, of whatever tenant, unless it was revoked. The database gives out that one row at most. */
  async find(keyId: string): Promise<KnownKey | undefined> {
    const row = await this.database.acrossTenants(({ sql }) => firstRow<KnownKeyRow>(sql, FIND, [keyId]));
    return row && { ...row, scopes: row.scopes ?? undefined };
  }

  list(tenantId: string): Promise<ListedKey[]> {
    return this.database.inTenant(tenantId, (sql) => sql.rows<ListedKey>(LIST, [tenantId]));
  }

  async add({ tenantId, sql }: TenantSql, key: NewKey, { keyId, hash }: MintedKey): Promise<ListedKey> {
    const { name, role, tier, createdBy, scopes = null, expiresAt = null } = key;
    const values = [tenantId, keyId, hash, name, role, tier, createdBy, scopes, expiresAt];
    const row = await firstRow<ListedKey>(sql, ADD, values);
    if (row === undefined) throw new TerminalError('KEY_NOT_STORED', 'the key was not stored');
    return row;
  }

  /** Undefined when the tenant has no such key that is still valid. */
  rotate(
    { tenantId, sql }: TenantSql,
    { keyId, hash }: MintedKey,
    overlapSeconds: number,
  ): Promise<ListedKey | undefined> {
    return firstRow<ListedKey>(sql, ROTATE, [tenantId, keyId, hash, overlapSeconds]);
  }

  /** False when the tenant has no such key that is still valid. */
  async revoke({ tenantId, sql }: TenantSql, keyId: string): Promise<boolean> {
    return (await sql.run(REVOKE, [tenantId, keyId])) === 1;
  }
}
