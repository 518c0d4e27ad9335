import { Controller, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard } from '@mesh/bootstrap';
import { JobQueue } from '@mesh/jobs';
import { type IndexState, LongTermMemory, MemoryManager, type TierHealth } from '@mesh/memory';
import { RebuildIndex } from './index-jobs';

export interface MemoryView {
  readonly index: IndexState;
  readonly tiers: readonly TierHealth[];
}

/** For operators: how the memory of a tenant is, and its index built anew. */
@Controller('internal/knowledge/index')
@UseGuards(InternalGuard)
export class IndexController {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(LongTermMemory) private readonly longTerm: LongTermMemory,
    @Inject(MemoryManager) private readonly memory: MemoryManager,
  ) {}

  @Get()
  async get(@Caller() { tenantId }: InternalCaller): Promise<MemoryView> {
    return { index: await this.longTerm.store.state(tenantId), tiers: await this.memory.health() };
  }

  @Post('rebuild')
  @HttpCode(202)
  async rebuild(@Caller() { tenantId }: InternalCaller): Promise<{ jobId: string }> {
    return { jobId: await this.jobs.add(RebuildIndex, { tenantId, payload: {}, key: 'index' }) };
  }
}
