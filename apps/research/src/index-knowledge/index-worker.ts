import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '@mesh/jobs';
import { codeOf, reasonOf } from '@mesh/kernel';
import { LongTermMemory } from '@mesh/memory';
import { Logger } from '@mesh/observability';
import { CatchUpIndex, RebuildIndex } from './index-jobs';
import { KnowingTenants } from './pg-knowing-tenants';

const MOST_TENANTS = 500;

/** Keeps the index warm. Everything here may fail: a search brings the index up to date by itself. */
@Injectable()
export class IndexWorker implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(LongTermMemory) private readonly memory: LongTermMemory,
    @Inject(KnowingTenants) private readonly tenants: KnowingTenants,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.process(CatchUpIndex, ({ tenantId }) => this.memory.catchUp(tenantId));
    this.jobs.process(RebuildIndex, async ({ tenantId }) => {
      const { passages, indexVersion } = await this.memory.rebuild(tenantId);
      this.logger.info('index.rebuilt', { passages, index_version: indexVersion });
    });
  }

  /** Fills the index of this process in the background: the jobs of the queue may run in another one. */
  onApplicationBootstrap(): void {
    void this.warmUp();
  }

  private async warmUp(): Promise<void> {
    try {
      for (const tenantId of await this.tenants.busiest(MOST_TENANTS)) await this.memory.catchUp(tenantId);
    } catch (error) {
      this.logger.warn('index.not_warm', { code: codeOf(error), reason: reasonOf(error) });
    }
  }
}
