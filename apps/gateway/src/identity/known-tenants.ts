import { Inject, Injectable } from '@nestjs/common';
import { ApiDatabase } from '@mesh/persistence';
import { DEFAULT_TENANT } from './bootstrap-key';

const FIND = `SELECT 1 FROM gateway.tenants WHERE tenant_id = $1 AND id = $2`;

/** Which tenants the installation has. They are never removed, so one that was seen once is there. */
@Injectable()
export class KnownTenants {
  private readonly seen = new Set([DEFAULT_TENANT]);

  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  /** @throws RetryableError `DATABASE_UNAVAILABLE` */
  async has(id: string): Promise<boolean> {
    if (this.seen.has(id)) return true;
    const rows = await this.database.inTenant(DEFAULT_TENANT, (sql) => sql.rows(FIND, [DEFAULT_TENANT, id]));
    if (rows.length > 0) this.seen.add(id);
    return rows.length > 0;
  }
}
