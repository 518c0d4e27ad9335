import type { Verdict } from '@mesh/contracts';
import { detectLanguage } from '@mesh/text';
import { type CheckedDocument, citeByMatch, evidenceOf } from './cite-by-match';
import { reviewDraft } from './review.decision';
import type { ReviewTask } from './reply-reviewer.port';

/** Documents full of names and listings look like one language or another. */
const CERTAIN = 0.7;

/** Judges a reply without citations against documents, by the same checks that judge a draft. */
export const reviewReply = (reply: string, documents: readonly CheckedDocument[]): Verdict =>
  reviewDraft(taskOf(reply, documents));

function taskOf(reply: string, documents: readonly CheckedDocument[]): ReviewTask {
  const evidence = evidenceOf(documents);
  const found = detectLanguage(documents.map(({ text }) => text).join('\n'));
  const language = found.confidence >= CERTAIN ? found.value : 'und';
  return {
    conversation: { channel: 'email', customer: { id: 'customer' }, messages: [], omitted: 0 },
    triage: {
      category: 'unknown',
      priority: 'normal',
      sentiment: 'neutral',
      language,
      confidence: 1,
      flags: [],
      reasons: [],
    },
    evidence,
    draft: { body: reply, citations: citeByMatch(reply, evidence), language },
    policy: {
      version: 1,
      categories: {},
      fallback: { autonomy: 'suggest', requiresApproval: true },
      confidenceFloor: 0,
      handOverFlags: [],
      approvalFlags: [],
      maxRevisions: 0,
      approvalTtlMs: 0,
      fourEyes: false,
    },
  };
}
