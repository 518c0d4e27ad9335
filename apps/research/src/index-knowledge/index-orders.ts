import { Inject, Injectable } from '@nestjs/common';
import { type JobDefinition, JobQueue } from '@mesh/jobs';
import { codeOf, reasonOf } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { CatchUpIndex } from './index-jobs';

/** Orders work on the index for those who must not wait for it: what cannot be ordered now is found by the sweep. */
@Injectable()
export class IndexOrders {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** Returns at once and never fails. */
  knowledgeChanged(tenantId: string): void {
    void this.order(CatchUpIndex, tenantId);
  }

  private async order(job: JobDefinition, tenantId: string): Promise<void> {
    try {
      await this.jobs.add(job, { tenantId, payload: {}, key: 'index' });
    } catch (error) {
      this.logger.warn('index.not_ordered', { job: job.name, code: codeOf(error), reason: reasonOf(error) });
    }
  }
}
