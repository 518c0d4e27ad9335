import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { JobQueue, type JobRun } from '@mesh/jobs';
import { Clock } from '@mesh/kernel';
import { WorkerDatabase } from '@mesh/persistence';
import { keptSince } from '../../analytics/kept-since';
import { RollupsConfig } from '../../analytics/rollups.config';
import { type Expired, expiredAt } from './expired';
import { RemoveExpired } from './maintenance-jobs';
import { MaintenanceConfig } from './maintenance.config';

const ROWS_AT_ONCE = 2_000;

type Run = Pick<JobRun<object>, 'tenantId' | 'signal'>;

@Injectable()
export class RemoveExpiredWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(MaintenanceConfig.token) private readonly config: ConfigOf<typeof MaintenanceConfig>,
    @Inject(RollupsConfig.token) private readonly rollups: ConfigOf<typeof RollupsConfig>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.process(RemoveExpired, (run) => this.remove(run));
  }

  async remove({ tenantId, signal }: Run): Promise<void> {
    const now = this.clock.now();
    const expired = expiredAt(now, {
      notificationsDays: this.config.MAINTENANCE_KEEP_NOTIFICATIONS_DAYS,
      deliveriesDays: this.config.MAINTENANCE_KEEP_DELIVERIES_DAYS,
      hoursSince: keptSince(now, this.rollups.ANALYTICS_KEEP_HOURS_DAYS),
    });
    for (const one of expired) await this.clear(tenantId, one, signal);
  }

  /** A few rows per transaction, so that nobody waits for it. */
  private async clear(tenantId: string, { table, condition, before }: Expired, signal: AbortSignal): Promise<void> {
    const statement = `DELETE FROM gateway.${table} WHERE tenant_id = $1 AND ctid = ANY(ARRAY(
      SELECT ctid FROM gateway.${table} WHERE tenant_id = $1 AND ${condition} LIMIT ${ROWS_AT_ONCE}))`;
    for (;;) {
      signal.throwIfAborted();
      const removed = await this.database.inTenant(tenantId, (sql) => sql.run(statement, [tenantId, before]));
      if (removed < ROWS_AT_ONCE) return;
    }
  }
}
