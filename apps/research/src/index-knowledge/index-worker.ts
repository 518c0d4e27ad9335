import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '@mesh/jobs';
import { codeOf, reasonOf } from '@mesh/kernel';
import { LongTermMemory } from '@mesh/memory';
import { Logger } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { CatchUpIndex, RebuildIndex } from './index-jobs';

const MOST_TENANTS = 500;

/** Keeps the index warm. Everything here may fail: a search brings the index up to date by itself. */
@Injectable()
export class IndexWorker implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(LongTermMemory) private readonly memory: LongTermMemory,
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
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
      for (const tenantId of await this.tenants()) await this.memory.catchUp(tenantId);
    } catch (error) {
      this.logger.warn('index.not_warm', { code: codeOf(error), reason: reasonOf(error) });
    }
  }

  private async tenants(): Promise<string[]> {
    const rows = await this.database.acrossTenants(({ sql }) =>
      sql.rows<{ tenant_id: string }>(
        `SELECT tenant_id FROM research.knowledge_revisions WHERE revision > 0 ORDER BY revision DESC LIMIT ${MOST_TENANTS}`,
      ),
    );
    return rows.map((row) => row.tenant_id);
  }
}
