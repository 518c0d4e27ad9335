import { Inject, Injectable } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { LongTermMemory, type PassageAudience, type PassageHit, type StoredPassage } from '@mesh/memory';
import { METRICS, Metrics } from '@mesh/observability';
import type { TermStatistics } from '@mesh/text';
import { ResearchConfig } from '../research.config';
import type { Candidate, Via } from './candidate';
import { type Citation, type EarlierUse, earlierUse } from './earlier-use';
import { PastAnswers } from './past-answers.port';
import { type RankedPassage, rankCandidates } from './ranked-passage';

export interface KnowledgeQuestion {
  readonly tenantId: string;
  readonly text: string;
  readonly audiences: readonly PassageAudience[];
}

/** What a search compares. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly statistics: TermStatistics;
}

/**
 * Searches long-term memory and puts what it found in order; the one way to knowledge for tickets and people alike. Past
 * answers are found too, but speak only through the passages that they cite: these become candidates, and the documents
 * of these count as used before.
 */
@Injectable()
export class KnowledgeSearch {
  private readonly duration;

  constructor(
    @Inject(LongTermMemory) readonly memory: LongTermMemory,
    @Inject(PastAnswers) private readonly pastAnswers: PastAnswers,
    @Inject(ResearchConfig.token) private readonly config: ConfigOf<typeof ResearchConfig>,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.duration = metrics.histogram(METRICS.retrievalDuration, 'Time of one search in knowledge', []);
  }

  /** Live passages, best first. @throws RetryableError when memory is away */
  async find(question: KnowledgeQuestion, signal?: AbortSignal): Promise<RankedPassage[]> {
    const stop = this.duration.startTimer();
    const { candidates, statistics } = await this.candidates(question, signal);
    const ranked = rankCandidates(question.text, candidates, statistics);
    stop();
    return ranked;
  }

  /** What `find` puts in order. */
  async candidates(question: KnowledgeQuestion, signal?: AbortSignal): Promise<Candidates> {
    const { tenantId, text, audiences } = question;
    const query = { text, audiences, limit: this.config.RESEARCH_CANDIDATES };
    const hits = await this.memory.search(tenantId, query, signal);
    const statistics = await this.memory.store.statistics(tenantId);
    const use = earlierUse(text, await this.answersAmong(tenantId, hits), statistics);
    return { candidates: candidatesOf(hits, use, await this.underCitations(question, use)), statistics };
  }

  private answersAmong(tenantId: string, hits: readonly PassageHit[]) {
    const kept = hits.filter(({ passage }) => passage.kind === 'resolution').map(({ passage }) => passage.documentId);
    return this.pastAnswers.behind(tenantId, [...new Set(kept)]);
  }

  private async underCitations({ tenantId, audiences }: KnowledgeQuestion, { citations }: EarlierUse) {
    const found = await Promise.all(citations.map((citation) => this.underCitation(tenantId, citation)));
    return found.flat().filter(({ passage }) => audiences.includes(passage.audience));
  }

  private async underCitation(tenantId: string, { span, answer }: Citation): Promise<LedTo[]> {
    const { decisionId, ticketId, question } = answer;
    const all = await this.memory.store.passagesOf(tenantId, span.documentId, span.documentVersion);
    return all
      .filter((passage) => passage.start < span.end && span.start < passage.end)
      .map((passage) => ({ passage, via: { decisionId, ticketId, question } }));
  }
}

interface LedTo {
  readonly passage: StoredPassage;
  readonly via: Via;
}

function candidatesOf(hits: readonly PassageHit[], { shareOf }: EarlierUse, led: readonly LedTo[]): Candidate[] {
  const viaOf = new Map<string, Via>();
  for (const { passage, via } of led) if (!viaOf.has(passage.id)) viaOf.set(passage.id, via);
  const found = new Map(led.map(({ passage }) => [passage.id, { passage, score: 0, lexicalScore: 0 }]));
  for (const hit of hits) if (hit.passage.kind === 'knowledge') found.set(hit.passage.id, hit);
  return [...found.values()].map((hit) => {
    const via = viaOf.get(hit.passage.id);
    return { ...hit, usedBefore: shareOf.get(hit.passage.documentId) ?? 0, ...(via && { via }) };
  });
}
