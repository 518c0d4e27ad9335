import { Inject, Injectable } from '@nestjs/common';
import { WorkerDatabase } from '@mesh/persistence';
import { DEFAULT_TENANT } from '../../identity/bootstrap-key';

const ALL = 'SELECT id FROM gateway.tenants WHERE tenant_id = $1 ORDER BY id';

/** The tenants of the installation, for the pipeline. */
@Injectable()
export class TenantList {
  constructor(@Inject(WorkerDatabase) private readonly database: WorkerDatabase) {}

  async ids(): Promise<string[]> {
    const rows = await this.database.inTenant(DEFAULT_TENANT, (sql) => sql.rows<{ id: string }>(ALL, [DEFAULT_TENANT]));
    return [DEFAULT_TENANT, ...rows.map(({ id }) => id)];
  }
}
