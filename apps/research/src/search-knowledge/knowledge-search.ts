import { Inject, Injectable } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { LongTermMemory, type PassageAudience, type PassageKind } from '@mesh/memory';
import { METRICS, Metrics } from '@mesh/observability';
import { ResearchConfig } from '../research.config';
import { type RankedPassage, rankHits } from './ranked-passage';

export interface KnowledgeQuestion {
  readonly tenantId: string;
  readonly text: string;
  readonly audiences: readonly PassageAudience[];
  readonly kinds: readonly PassageKind[];
}

/** Searches long-term memory and puts what it found in order; the one way to knowledge for tickets and people alike. */
@Injectable()
export class KnowledgeSearch {
  private readonly duration;

  constructor(
    @Inject(LongTermMemory) readonly memory: LongTermMemory,
    @Inject(ResearchConfig.token) private readonly config: ConfigOf<typeof ResearchConfig>,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.duration = metrics.histogram(METRICS.retrievalDuration, 'Time of one search in knowledge', []);
  }

  /** Live passages, best first. @throws RetryableError when memory is away */
  async find({ tenantId, text, audiences, kinds }: KnowledgeQuestion, signal?: AbortSignal): Promise<RankedPassage[]> {
    const stop = this.duration.startTimer();
    const query = { text, audiences, kinds, limit: this.config.RESEARCH_CANDIDATES };
    const hits = await this.memory.search(tenantId, query, signal);
    const ranked = rankHits(text, hits, await this.memory.store.statistics(tenantId));
    stop();
    return ranked;
  }
}
