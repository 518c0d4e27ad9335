import { setTimeout } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { JobQueue, type JobRun } from '@mesh/jobs';
import { codeOf, reasonOf } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { DEFAULT_TENANT } from '../../identity/bootstrap-key';
import { ForEachTenant } from './for-each-tenant.job';
import type { RecurringJob, TenantJob } from './recurring-job';
import { TenantList } from './tenant-list';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;

/** Which work returns, and which no longer does. */
export abstract class Schedule {
  abstract readonly wanted: readonly RecurringJob[];
  abstract readonly unwanted: readonly TenantJob[];
  /** Looks after all tenants at once. */
  abstract readonly together: readonly RecurringJob[];
}

/** Orders what returns, once per installation; each round then orders the work of every tenant. */
@Injectable()
export class RecurringJobs implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private ordering: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(Schedule) private readonly schedule: Schedule,
    @Inject(TenantList) private readonly tenants: TenantList,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.process(ForEachTenant, (run) => this.orderForTenants(run));
  }

  /** In the background: a service starts without its job queue. */
  onApplicationBootstrap(): void {
    this.ordering = this.orderInTheEnd();
  }

  beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    return this.ordering;
  }

  /** Again until it has worked: what was never ordered would never return. */
  private async orderInTheEnd(): Promise<void> {
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !this.stopping.signal.aborted;
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)
    ) {
      try {
        return await this.orderAll();
      } catch (error) {
        this.logger.warn('jobs.not_scheduled', { code: codeOf(error), reason: reasonOf(error) });
      }
      await setTimeout(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async orderAll(): Promise<void> {
    for (const { job, everyMs } of this.schedule.wanted) {
      await this.jobs.repeat(ForEachTenant, { ...placeOf(job), payload: { job: job.name }, everyMs });
    }
    for (const { job, everyMs } of this.schedule.together) {
      await this.jobs.repeat(job, { ...placeOf(job), payload: {}, everyMs });
    }
    for (const job of this.schedule.unwanted) await this.jobs.cancelRepeat(ForEachTenant, placeOf(job));
  }

  /** A tenant whose last order has not begun gets no second one. */
  private async orderForTenants({ payload }: JobRun<{ job: string }>): Promise<void> {
    const job = this.schedule.wanted.find((one) => one.job.name === payload.job)?.job;
    if (!job) return;
    for (const tenantId of await this.tenants.ids()) await this.jobs.add(job, { tenantId, payload: {}, key: 'due' });
  }
}

const placeOf = (job: TenantJob) => ({ tenantId: DEFAULT_TENANT, key: job.name });
