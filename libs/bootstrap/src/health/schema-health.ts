import { Inject, Injectable } from '@nestjs/common';
import { RetryableError } from '@mesh/kernel';
import { WorkerDatabase, pendingMigrations } from '@mesh/persistence';
import { ServiceIdentity } from '../service/service-identity';
import type { HealthContributor } from './health-contributor';

/** Every migration that this version of the service knows was applied. Asked until it is so: none is ever undone. */
@Injectable()
export class SchemaHealth implements HealthContributor {
  readonly healthName = 'schema';
  private migrated = false;

  constructor(
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(ServiceIdentity) private readonly service: ServiceIdentity,
  ) {}

  async checkHealth(): Promise<void> {
    if (this.migrated) return;
    const { name, migrations } = this.service;
    const pending = await pendingMigrations((statement) => this.database.single.rows(statement), name, migrations);
    if (pending.length > 0) throw new RetryableError('SCHEMA_NOT_MIGRATED', 'migrations are still to be applied');
    this.migrated = true;
  }
}
