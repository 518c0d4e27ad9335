import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { JobQueue, type JobRun } from '@mesh/jobs';
import { Clock } from '@mesh/kernel';
import { WorkerDatabase } from '@mesh/persistence';
import type { StreamPosition } from '../../projection/timeline-store';
import { RollUpHours } from './analytics-jobs';
import { BuildBucket } from './build-bucket';
import { type HoursToBuild, hoursToBuild } from './hours-to-build.decision';
import { markDaysDue } from './pg-days-due';
import { readChanges, readRollupPosition, saveRollupPosition } from './pg-rollup-position';
import { RollupsConfig } from '../../analytics/rollups.config';

const FACTS_AT_ONCE = 2_000;

type Run = Pick<JobRun<object>, 'tenantId' | 'signal'>;

/** Follows the facts of a tenant and builds the hours that they touch. */
@Injectable()
export class RollUpHoursWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(BuildBucket) private readonly buckets: BuildBucket,
    @Inject(RollupsConfig.token) private readonly config: ConfigOf<typeof RollupsConfig>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.process(RollUpHours, (run) => this.rollUp(run));
  }

  /** The position moves after the figures, so that a crash repeats work instead of leaving it out. */
  async rollUp({ tenantId, signal }: Run): Promise<void> {
    let after = await this.database.inTenant(tenantId, (sql) => readRollupPosition({ tenantId, sql }));
    for (;;) {
      const from: StreamPosition = after;
      const now = this.clock.now();
      const changes = await this.database.inTenant(tenantId, (sql) =>
        readChanges({ tenantId, sql }, from, FACTS_AT_ONCE),
      );
      await this.build(tenantId, hoursToBuild(changes, now, this.config.ANALYTICS_KEEP_HOURS_DAYS), signal);
      after = changes.at(-1) ?? after;
      const reached = after;
      await this.database.inTenant(tenantId, (sql) => saveRollupPosition({ tenantId, sql }, reached, now));
      if (changes.length < FACTS_AT_ONCE) return;
    }
  }

  private async build(tenantId: string, { hours, days }: HoursToBuild, signal: AbortSignal): Promise<void> {
    await this.database.inTenant(tenantId, (sql) => markDaysDue({ tenantId, sql }, days));
    for (const startsAt of hours) {
      signal.throwIfAborted();
      await this.buckets.build(tenantId, { step: 'hour', startsAt });
    }
  }
}
