import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { JobQueue, type JobRun } from '@mesh/jobs';
import { Clock } from '@mesh/kernel';
import { WorkerDatabase } from '@mesh/persistence';
import { ArchiveTickets } from './maintenance-jobs';
import { MaintenanceConfig } from './maintenance.config';
import { archiveSome } from './pg-archive';

const DAY_MS = 86_400_000;
/** Tickets that rest later than this after their hand-over are archived with their next one. */
const WINDOW_MS = 90 * DAY_MS;
const TICKETS_AT_ONCE = 200;

type Run = Pick<JobRun<object>, 'tenantId' | 'signal'>;

/** The thread, the draft, what it cited, the decision and its hash stay: what was sent can be explained for ever. */
@Injectable()
export class ArchiveTicketsWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(MaintenanceConfig.token) private readonly config: ConfigOf<typeof MaintenanceConfig>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.process(ArchiveTickets, (run) => this.archive(run));
  }

  async archive({ tenantId, signal }: Run): Promise<void> {
    const to = new Date(this.clock.now().getTime() - this.config.MAINTENANCE_ARCHIVE_AFTER_DAYS * DAY_MS);
    const from = new Date(to.getTime() - WINDOW_MS);
    for (;;) {
      signal.throwIfAborted();
      const archived = await this.database.inTenant(tenantId, (sql) =>
        archiveSome({ tenantId, sql }, { from, to }, TICKETS_AT_ONCE),
      );
      if (archived < TICKETS_AT_ONCE) return;
    }
  }
}
