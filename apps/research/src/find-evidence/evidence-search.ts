import { Inject, Injectable } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { type EvidenceAssessment, type Passage, assessEvidence } from '@mesh/text';
import { ResearchConfig } from '../research.config';
import { contentOf } from '../search-knowledge/candidate';
import { KnowledgeSearch } from '../search-knowledge/knowledge-search';
import type { RankedPassage } from '../search-knowledge/ranked-passage';
import { chooseEvidence } from './choose-evidence';

const FOR_CUSTOMERS = ['public'] as const;

/** What every evidence finder stands on: hybrid search, re-ranking and a fitted judgement, all in this process. */
@Injectable()
export class EvidenceSearch {
  constructor(
    @Inject(KnowledgeSearch) private readonly knowledge: KnowledgeSearch,
    @Inject(ResearchConfig.token) private readonly config: ConfigOf<typeof ResearchConfig>,
  ) {}

  /** The passages for a customer's question, best first, at most twelve. @throws RetryableError when memory is away */
  async passagesFor(tenantId: string, text: string, signal: AbortSignal): Promise<RankedPassage[]> {
    const ranked = await this.knowledge.find({ tenantId, text, audiences: FOR_CUSTOMERS }, signal);
    const best = ranked[0]?.passage;
    if (!best) return [];
    const { store } = this.knowledge.memory;
    return chooseEvidence(ranked, await store.passagesOf(tenantId, best.documentId, best.documentVersion));
  }

  /** Whether passages answer a question. */
  async judge(tenantId: string, text: string, passages: readonly RankedPassage[]): Promise<EvidenceAssessment> {
    const threshold = this.config.RESEARCH_ANSWERABLE_FROM;
    const statistics = await this.knowledge.memory.store.statistics(tenantId);
    return assessEvidence(text, passages.map(asEvidencePassage), {
      statistics,
      ...(threshold === undefined ? {} : { threshold }),
    });
  }
}

/** The question that an approved answer gave to a passage says what the passage is about, as its title does. */
export const asEvidencePassage = ({ passage, score, via }: RankedPassage): Passage => {
  const content = contentOf(passage);
  return { ...content, title: [content.title, via?.question].join(' ').trim(), score };
};
