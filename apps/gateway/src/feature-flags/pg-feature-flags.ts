import { FLAG_NAMES, FlagSource, type FlagValues } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { TenantSql } from '../tickets/tenant-sql';

const LIST = `SELECT flag, enabled FROM gateway.feature_flags WHERE tenant_id = $1`;

/** Flags that are no more have no say. */
export async function readOverrides({ tenantId, sql }: TenantSql): Promise<FlagValues> {
  const rows = await sql.rows<{ flag: string; enabled: boolean }>(LIST, [tenantId]);
  const decided = new Map(rows.map(({ flag, enabled }) => [flag, enabled]));
  return Object.fromEntries(FLAG_NAMES.flatMap((name) => (decided.has(name) ? [[name, decided.get(name)]] : [])));
}

const DROP = `DELETE FROM gateway.feature_flags WHERE tenant_id = $1`;
const ADD = `
  INSERT INTO gateway.feature_flags (tenant_id, flag, enabled, changed_by)
  SELECT $1, key, value::boolean, $3 FROM jsonb_each_text($2::jsonb)
  ON CONFLICT (tenant_id, flag) DO UPDATE SET enabled = excluded.enabled, changed_by = $3, changed_at = now()`;

/** In place of all that was decided before. */
export async function writeOverrides({ tenantId, sql }: TenantSql, values: FlagValues, by: string): Promise<void> {
  await sql.run(DROP, [tenantId]);
  await sql.run(ADD, [tenantId, JSON.stringify(values), by]);
}

@Injectable()
export class PgFlagSource extends FlagSource {
  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {
    super();
  }

  overridesOf(tenantId: string): Promise<FlagValues> {
    return this.database.inTenant(tenantId, (sql) => readOverrides({ tenantId, sql }));
  }
}
