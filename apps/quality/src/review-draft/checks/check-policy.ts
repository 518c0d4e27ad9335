import type { Citation, Evidence } from '@mesh/contracts';
import { unique } from '@mesh/kernel';
import { type Check, type Finding, firstObjection, objection, passed } from '../review-subject';

const MAX_DOCUMENTS = 3;

/**
 * At most three documents, each cited as it was released: research gives out only what the customer may read, so what
 * is not among the evidence, in this version and with these words, may not be cited.
 */
export const checkPolicy: Check = ({ draft, evidence, sentences }) =>
  firstObjection(
    'policy',
    tooMany(unique(draft.citations.map(({ documentId }) => documentId)).length),
    objection(
      'policy',
      sentences.filter(({ citations }) => citations.some((citation) => !isReleased(citation, evidence))),
      {
        outcome: 'revise',
        code: 'cites_what_was_not_released',
        feedback: 'the citation is not part of the evidence; cite only what was found for this ticket.',
      },
    ),
  );

function tooMany(documents: number): Finding {
  if (documents <= MAX_DOCUMENTS) return passed('policy');
  return {
    check: 'policy',
    outcome: 'revise',
    code: 'too_many_documents',
    sentences: [],
    feedback: `cite at most ${MAX_DOCUMENTS} documents.`,
  };
}

function isReleased(citation: Citation, evidence: readonly Evidence[]): boolean {
  return evidence.some(
    (item) =>
      item.documentId === citation.documentId &&
      item.documentVersion === citation.documentVersion &&
      citation.start >= item.start &&
      item.quote.slice(citation.start - item.start, citation.end - item.start) === citation.quote,
  );
}
