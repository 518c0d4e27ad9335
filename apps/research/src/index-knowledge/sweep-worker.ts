import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { JobQueue, type JobRun } from '@mesh/jobs';
import { codeOf, reasonOf } from '@mesh/kernel';
import { LongTermMemory, QdrantConfig } from '@mesh/memory';
import { Logger } from '@mesh/observability';
import { CatchUpIndex, CleanIndex, CleanIndexes, RebuildIndex, SweepIndexes } from './index-jobs';
import { KnowingTenants } from './pg-knowing-tenants';
import { workFor } from './sweep.decision';

type Run = Pick<JobRun<object>, 'signal'>;

/** Finds the work on indexes that nobody ordered: the queue was away, Redis forgot, Qdrant lost something. */
@Injectable()
export class SweepWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(LongTermMemory) private readonly memory: LongTermMemory,
    @Inject(KnowingTenants) private readonly tenants: KnowingTenants,
    @Inject(QdrantConfig.token) private readonly qdrant: ConfigOf<typeof QdrantConfig>,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.process(SweepIndexes, (run) => this.sweep(run));
    this.jobs.process(CleanIndexes, () => this.orderCleaning());
  }

  /** The index of one tenant that cannot be looked at keeps nobody from the others. */
  async sweep({ signal }: Run): Promise<void> {
    for await (const tenantId of this.tenants.ids()) {
      signal.throwIfAborted();
      try {
        await this.look(tenantId);
      } catch (error) {
        this.logger.warn('index.not_looked_at', { code: codeOf(error), reason: reasonOf(error) });
      }
    }
  }

  private async look(tenantId: string): Promise<void> {
    const shared = this.qdrant.QDRANT_URL !== undefined;
    const work = workFor(await this.memory.freshness(tenantId), shared);
    if (work === 'nothing') return;
    const job = work === 'rebuild' ? RebuildIndex : CatchUpIndex;
    await this.jobs.add(job, { tenantId, payload: {}, key: 'index' });
  }

  private async orderCleaning(): Promise<void> {
    for await (const tenantId of this.tenants.ids()) {
      await this.jobs.add(CleanIndex, { tenantId, payload: {}, key: 'index' });
    }
  }
}
