import type { Evidence, EvidenceFound, Reason } from '@mesh/contracts';
import type { RankedPassage } from '../search-knowledge/ranked-passage';

export interface Judgement {
  readonly answerable: boolean;
  readonly confidence: number;
  readonly reasons: readonly Reason[];
}

/** Passages and what was judged of them, as it is told to others. */
export function foundEvidence(passages: readonly RankedPassage[], judgement: Judgement): EvidenceFound {
  const resolutions = passages.filter(({ via }) => via !== undefined).length;
  const { answerable, confidence, reasons } = judgement;
  return {
    ...{ evidence: passages.map(asEvidence), answerable, confidence },
    reasons: [
      ...reasons,
      ...(passages.length > 0 ? [{ code: 'passages_found', value: passages.length }] : []),
      ...(resolutions > 0 ? [{ code: 'resolutions_found', value: resolutions }] : []),
    ],
  };
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
