import type { Draft, Evidence, Verdict } from '@mesh/contracts';
import { splitSentences } from '@mesh/text';
import { DEFAULT_POLICY } from '../../../apps/gateway/src/turns/default-policy';
import { checkSupport } from '../../../apps/quality/src/review-draft/checks/check-support';
import { LocalReplyReviewer } from '../../../apps/quality/src/review-draft/local-reply-reviewer';
import { subjectOf } from '../../../apps/quality/src/review-draft/review-subject';
import { LocalReplyDrafter } from '../../../apps/solution/src/draft-reply/local-reply-drafter';
import type { LocalKnowledge } from './local-knowledge';
import type { DocumentRow } from './rows';
import { TRIAGE, conversationOf } from './ticket-of';

export interface Answered {
  readonly draft: Draft;
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  /** Without a person: the evidence answers and the review is passed. */
  readonly isSent: boolean;
  /** Sentences that state something that no cited span says. */
  readonly unsupported: number;
}

const drafter = new LocalReplyDrafter();
const reviewer = new LocalReplyReviewer();

/** A question through evidence, draft and review, as a ticket of a customer goes; at most as many revisions as ship. */
export async function answerQuestion(knowledge: LocalKnowledge, tenantId: string, query: string): Promise<Answered> {
  const conversation = conversationOf(query);
  const found = await knowledge.evidenceFor(tenantId, query);
  const ticket = { conversation, triage: TRIAGE, evidence: found.evidence };
  let draft = (await drafter.draft(ticket)).result;
  let review = { ...ticket, draft, policy: DEFAULT_POLICY };
  let verdict = (await reviewer.review(review)).result;
  for (let round = 0; round < DEFAULT_POLICY.maxRevisions && verdict.outcome === 'revise'; round += 1) {
    const revision = { previous: draft, feedback: verdict.feedback ?? '' };
    draft = (await drafter.draft({ ...ticket, revision })).result;
    review = { ...review, draft };
    verdict = (await reviewer.review(review)).result;
  }
  return {
    draft,
    verdict,
    evidence: found.evidence,
    isSent: found.answerable && verdict.outcome === 'pass' && draft.citations.length > 0,
    unsupported: checkSupport(subjectOf(review)).sentences.length,
  };
}

/** What a plain search engine would say: the first three sentences of the document found first. */
export function firstSentences({ evidence }: Answered, documents: ReadonlyMap<string, DocumentRow>): string {
  const top = documents.get(evidence[0]?.documentId ?? '');
  const sentences = splitSentences(top?.text ?? '').slice(0, 3);
  return sentences.map(({ text }) => text).join(' ');
}

/** Citations whose quote is not what the document says at their offsets. */
export const inexact = ({ draft }: Answered, documents: ReadonlyMap<string, DocumentRow>): number =>
  draft.citations.filter(
    ({ documentId, start, end, quote }) => documents.get(documentId)?.text.slice(start, end) !== quote,
  ).length;
