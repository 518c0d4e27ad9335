import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { JobQueue, type JobRun } from '@mesh/jobs';
import { LongTermMemory, LongTermTruth } from '@mesh/memory';
import { Logger } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { CleanIndex } from './index-jobs';
import { type DeadVersion, readDeadVersions } from './pg-dead-versions';

const VERSIONS_AT_ONCE = 200;

type Run = Pick<JobRun<object>, 'tenantId' | 'signal'>;

/** A passage that is not live is never answered from; left in the index it only takes places among the found. */
@Injectable()
export class CleanWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(LongTermMemory) private readonly memory: LongTermMemory,
    @Inject(LongTermTruth) private readonly truth: LongTermTruth,
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.process(CleanIndex, (run) => this.clean(run));
  }

  async clean({ tenantId, signal }: Run): Promise<void> {
    let cleaned = 0;
    for await (const dead of this.deadVersions(tenantId)) {
      signal.throwIfAborted();
      const strays = await this.memory.store.passagesOf(tenantId, dead.documentId, dead.version);
      if (strays.length === 0) continue;
      await this.removeStrays(tenantId, dead);
      cleaned += strays.length;
    }
    if (cleaned > 0) this.logger.info('index.cleaned', { passages: cleaned });
  }

  /** What is live of the document is written again: not every index can tell its passages apart. */
  private async removeStrays(tenantId: string, { documentId, revision }: DeadVersion): Promise<void> {
    await this.memory.store.removeDocuments(tenantId, [documentId], revision);
    const { changes } = await this.truth.changesSince(tenantId, revision - 1);
    const live = changes.find((change) => change.documentId === documentId)?.passages ?? [];
    await this.memory.store.upsert(tenantId, live, revision);
  }

  private async *deadVersions(tenantId: string): AsyncGenerator<DeadVersion> {
    for (let after = { documentId: '', version: 0 }; ;) {
      const from = after;
      const page = await this.database.inTenant(tenantId, (sql) =>
        readDeadVersions(sql, tenantId, from, VERSIONS_AT_ONCE),
      );
      yield* page;
      if (page.length < VERSIONS_AT_ONCE) return;
      after = page.at(-1) ?? after;
    }
  }
}
