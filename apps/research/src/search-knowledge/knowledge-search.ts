import { Inject, Injectable } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { LongTermMemory, type PassageAudience, type PassageHit, type PassageKind } from '@mesh/memory';
import { METRICS, Metrics } from '@mesh/observability';
import { ResearchConfig } from '../research.config';
import { type EarlierUse, earlierUse } from './earlier-use';
import { type RankedPassage, rankHits } from './ranked-passage';

export interface KnowledgeQuestion {
  readonly tenantId: string;
  readonly text: string;
  readonly audiences: readonly PassageAudience[];
  readonly kinds: readonly PassageKind[];
}

/** Approved answers tell which documents served before, whether or not they are wanted themselves. */
const SEARCHED: readonly PassageKind[] = ['knowledge', 'resolution'];

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
  async find(question: KnowledgeQuestion, signal?: AbortSignal): Promise<RankedPassage[]> {
    const stop = this.duration.startTimer();
    const { tenantId, text, audiences, kinds } = question;
    const query = { text, audiences, kinds: SEARCHED, limit: this.config.RESEARCH_CANDIDATES };
    const hits = await this.memory.search(tenantId, query, signal);
    const statistics = await this.memory.store.statistics(tenantId);
    const use = earlierUse(text, hits, statistics);
    const wanted = [...hits, ...(await this.usedBefore(question, use, hits))].filter((hit) =>
      kinds.includes(hit.passage.kind),
    );
    const ranked = rankHits(text, wanted, statistics, use.shareOf);
    stop();
    return ranked;
  }

  /** The beginnings of documents that served before and that this search did not find by itself. */
  private async usedBefore(
    { tenantId, audiences }: KnowledgeQuestion,
    { documents }: EarlierUse,
    hits: readonly PassageHit[],
  ): Promise<PassageHit[]> {
    const found = new Set(hits.map(({ passage }) => passage.documentId));
    const missing = documents.filter(({ documentId }) => !found.has(documentId));
    const passages = await Promise.all(
      missing.map(({ documentId, documentVersion }) =>
        this.memory.store.passagesOf(tenantId, documentId, documentVersion),
      ),
    );
    return passages
      .flatMap(([first]) => (first && audiences.includes(first.audience) ? [first] : []))
      .map((passage) => ({ passage, score: 0, lexicalScore: 0 }));
  }
}
