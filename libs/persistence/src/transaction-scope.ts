import { TerminalError } from '@mesh/kernel';
import type { PoolClient } from 'pg';
import { ClientSql } from './client-sql';
import type { Sql } from './sql';

const TENANT = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Work inside one transaction; `enterTenant` moves the tenant wall for the statements that follow. */
export interface TransactionScope {
  readonly sql: Sql;
  enterTenant(tenantId: string): Promise<void>;
}

export function scopeOf(client: PoolClient): TransactionScope {
  const sql = new ClientSql(client);
  let current: string | undefined;
  return {
    sql,
    enterTenant: async (tenantId) => {
      if (current === tenantId) return;
      await client.query(`SET LOCAL mesh.tenant_id = '${checked(tenantId)}'`);
      current = tenantId;
    },
  };
}

/** Opens a transaction that sees one tenant. */
export const beginIn = (tenantId: string): string => `BEGIN; SET LOCAL mesh.tenant_id = '${checked(tenantId)}'`;

/** SET takes no parameters, so nothing but the plain form of an id may be put into the text. */
function checked(tenantId: string): string {
  if (!TENANT.test(tenantId)) throw new TerminalError('TENANT_INVALID', 'the tenant id is not valid');
  return tenantId;
}
