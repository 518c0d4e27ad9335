import { Inject, Injectable } from '@nestjs/common';
import { ApiDatabase, type Database, WorkerDatabase } from '@mesh/persistence';
import type { HealthContributor } from './health-contributor';

const ask = (database: Database): Promise<void> =>
  database.acrossTenants(async ({ sql }) => {
    await sql.rows('SELECT 1');
  });

/** Both run-time roles can use the database. */
@Injectable()
export class DatabaseHealth implements HealthContributor {
  readonly healthName = 'database';

  constructor(
    @Inject(ApiDatabase) private readonly api: ApiDatabase,
    @Inject(WorkerDatabase) private readonly worker: WorkerDatabase,
  ) {}

  async checkHealth(): Promise<void> {
    await Promise.all([ask(this.api), ask(this.worker)]);
  }
}
