import { Inject } from '@nestjs/common';
import { RememberResolution } from '@mesh/contracts';
import { MemoryManager } from '@mesh/memory';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { provenanceOf } from './provenance-of';

@Handles(RememberResolution)
export class RememberResolutionHandler implements MessageHandler<typeof RememberResolution> {
  constructor(@Inject(MemoryManager) private readonly memory: MemoryManager) {}

  async commit({ data }: MessageOf<typeof RememberResolution>, _: void, tx: WorkTransaction): Promise<void> {
    const { question, answer } = data;
    await this.memory.promote(tx.sql, tx.tenantId, { question, answer: answer.body, provenance: provenanceOf(data) });
  }
}
