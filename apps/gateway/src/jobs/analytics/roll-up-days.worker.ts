import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { JobQueue, type JobRun } from '@mesh/jobs';
import { WorkerDatabase } from '@mesh/persistence';
import { RollUpDays } from './analytics-jobs';
import { BuildBucket } from './build-bucket';
import { readDaysDue, takeDayDue } from './pg-days-due';

type Run = Pick<JobRun<object>, 'tenantId' | 'signal'>;

/** Builds the days that are due from the tickets and facts themselves: the hours may be gone. */
@Injectable()
export class RollUpDaysWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(BuildBucket) private readonly buckets: BuildBucket,
  ) {}

  onModuleInit(): void {
    this.jobs.process(RollUpDays, (run) => this.rollUp(run));
  }

  async rollUp({ tenantId, signal }: Run): Promise<void> {
    const due = await this.database.inTenant(tenantId, (sql) => readDaysDue({ tenantId, sql }));
    for (const startsAt of due) {
      signal.throwIfAborted();
      await this.buckets.build(tenantId, { step: 'day', startsAt }, (at) => takeDayDue(at, startsAt));
    }
  }
}
