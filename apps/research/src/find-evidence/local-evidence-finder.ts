import { Inject, Injectable } from '@nestjs/common';
import { type AgentAnswer, localWorker, measure } from '@mesh/agents';
import type { ConfigOf } from '@mesh/config';
import type { Evidence, EvidenceFound } from '@mesh/contracts';
import { assessEvidence } from '@mesh/text';
import { ResearchConfig } from '../research.config';
import { KnowledgeSearch } from '../search-knowledge/knowledge-search';
import { type RankedPassage, asCandidate } from '../search-knowledge/ranked-passage';
import { chooseEvidence } from './choose-evidence';
import { EvidenceFinder, type EvidenceTask } from './evidence-finder.port';
import { PastAnswers } from './past-answers';
import { questionOf } from './question-of';

const WORKER = localWorker('research');
const NOTHING: EvidenceFound = {
  evidence: [],
  answerable: false,
  confidence: 0,
  reasons: [{ code: 'no_passages' }],
};

/** Hybrid search, re-ranking and a fitted judgement, all in this process. */
@Injectable()
export class LocalEvidenceFinder extends EvidenceFinder {
  constructor(
    @Inject(KnowledgeSearch) private readonly knowledge: KnowledgeSearch,
    @Inject(PastAnswers) private readonly pastAnswers: Pick<PastAnswers, 'throughDocuments'>,
    @Inject(ResearchConfig.token) private readonly config: ConfigOf<typeof ResearchConfig>,
  ) {
    super();
  }

  find(task: EvidenceTask, signal: AbortSignal): Promise<AgentAnswer<EvidenceFound>> {
    return measure(WORKER, () => this.evidenceFor(task.tenantId, questionOf(task.conversation), signal));
  }

  private async evidenceFor(tenantId: string, text: string, signal: AbortSignal): Promise<EvidenceFound> {
    const kinds = ['knowledge', 'resolution'] as const;
    const audiences = ['public'] as const;
    const found = await this.knowledge.find({ tenantId, text, audiences, kinds }, signal);
    const ranked = await this.pastAnswers.throughDocuments(tenantId, found, audiences);
    const best = ranked[0]?.passage;
    if (!best) return NOTHING;
    const { store } = this.knowledge.memory;
    const chosen = chooseEvidence(ranked, await store.passagesOf(tenantId, best.documentId, best.documentVersion));
    const threshold = this.config.RESEARCH_ANSWERABLE_FROM;
    const judged = assessEvidence(
      text,
      chosen.map(({ passage, score, via }) => asCandidate(passage, score, via?.question)),
      { statistics: await store.statistics(tenantId), ...(threshold === undefined ? {} : { threshold }) },
    );
    const { answerable, confidence } = judged;
    return { evidence: chosen.map(asEvidence), answerable, confidence, reasons: reasonsOf(judged.reasons, chosen) };
  }
}

const asEvidence = ({ passage, score, via }: RankedPassage): Evidence => ({
  evidenceId: passage.id,
  source: passage.kind,
  documentId: passage.documentId,
  documentVersion: passage.documentVersion,
  title: passage.title,
  ...(passage.url === undefined ? {} : { url: passage.url }),
  quote: passage.text,
  start: passage.start,
  end: passage.end,
  score: Math.round(score * 1000) / 1000,
  ...(via && { via: { decisionId: via.decisionId, ticketId: via.ticketId } }),
});

function reasonsOf(codes: readonly string[], chosen: readonly RankedPassage[]): EvidenceFound['reasons'] {
  const resolutions = chosen.filter(({ via }) => via !== undefined).length;
  return [
    ...codes.map((code) => ({ code })),
    { code: 'passages_found', value: chosen.length },
    ...(resolutions > 0 ? [{ code: 'resolutions_found', value: resolutions }] : []),
  ];
}
