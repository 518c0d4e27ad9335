import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { JobQueue } from '@mesh/jobs';
import { codeOf, reasonOf } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { ResearchConfig } from '../research.config';
import { CleanIndexes, SweepIndexes } from './index-jobs';

/** One row that returns for all tenants, whose own jobs belong to them. */
const PLACE = { tenantId: 'default', key: 'all', payload: {} };

/** Orders what returns, in the background: a service starts without its job queue. */
@Injectable()
export class IndexSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private ordering: Promise<void> = Promise.resolve();

  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(ResearchConfig.token) private readonly config: ConfigOf<typeof ResearchConfig>,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.ordering = this.orderAll();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.ordering;
  }

  private async orderAll(): Promise<void> {
    const { RESEARCH_SWEEP_MS, RESEARCH_CLEAN_MS } = this.config;
    try {
      await this.jobs.repeat(SweepIndexes, { ...PLACE, everyMs: RESEARCH_SWEEP_MS });
      await this.jobs.repeat(CleanIndexes, { ...PLACE, everyMs: RESEARCH_CLEAN_MS });
    } catch (error) {
      this.logger.warn('jobs.not_scheduled', { code: codeOf(error), reason: reasonOf(error) });
    }
  }
}
