import { type Citation, type Draft, type Evidence, ReviewDraft, type StepRef } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import type { ReviewTask } from '../src/review-draft/reply-reviewer.port';

const QUOTE =
  'Refunds are paid within 14 days. Write to help@example.com if it takes longer. See https://help.example.com/refunds for details.';

export const REFUNDS: Evidence = {
  evidenceId: 'refunds-0',
  source: 'knowledge',
  documentId: 'refunds',
  documentVersion: 3,
  title: 'How refunds work',
  url: 'https://help.example.com/refunds',
  quote: QUOTE,
  start: 10,
  end: 10 + QUOTE.length,
  score: 1,
};

interface Part {
  readonly text: string;
  /** The words of the evidence that it cites; absent: no citation. */
  readonly quote?: string;
  readonly changes?: Partial<Citation>;
}

/** A draft of sentences in lines, greeted and closed. */
export function aDraft(parts: readonly Part[], language = 'en'): Draft {
  let body = 'Hello Ada,\n\nThank you for your message.\n';
  const citations: Citation[] = [];
  for (const { text, quote, changes } of parts) {
    const sentenceStart = body.length + 1;
    body += `\n${text}`;
    if (quote !== undefined) citations.push({ ...citing(quote), sentenceStart, sentenceEnd: body.length, ...changes });
  }
  return { body: `${body}\n\nIf anything is unclear, just reply to this message.`, citations, language };
}

function citing(quote: string): Omit<Citation, 'sentenceStart' | 'sentenceEnd'> {
  const at = REFUNDS.start + Math.max(0, REFUNDS.quote.indexOf(quote));
  const { documentId, documentVersion, title, url } = REFUNDS;
  return { documentId, documentVersion, title, ...(url ? { url } : {}), quote, start: at, end: at + quote.length };
}

export const PAID = 'Refunds are paid within 14 days.';
export const GOOD: Part = { text: PAID, quote: PAID };

export const aTask = (
  draft: Draft,
  rest: Partial<ReviewTask> & { body?: string; language?: string } = {},
): ReviewTask => {
  const {
    body = 'When do I get my refund? Card 4111 1111 1111 1111, call +49 30 901820.',
    language = 'en',
    ...fields
  } = rest;
  return {
    conversation: {
      channel: 'email',
      customer: { id: 'c-1', name: 'Ada Berg' },
      messages: [{ messageId: derivedId('message'), author: 'customer', body, at: '2026-05-04T08:00:00.000Z' }],
      omitted: 0,
    },
    triage: {
      category: 'refund',
      priority: 'normal',
      sentiment: 'neutral',
      language,
      confidence: 0.9,
      flags: [],
      reasons: [],
    },
    evidence: [REFUNDS],
    draft,
    policy: {
      version: 1,
      categories: {},
      fallback: { autonomy: 'auto', requiresApproval: false },
      confidenceFloor: 0.4,
      handOverFlags: [],
      approvalFlags: [],
      maxRevisions: 2,
      approvalTtlMs: 60_000,
      fourEyes: false,
    },
    ...fields,
  };
};

export const aStep: StepRef = { ticketId: derivedId('ticket'), turn: 1, stepId: derivedId('step'), attempt: 1 };
export const aCommand = (task: ReviewTask) => ReviewDraft.draft(aStep.ticketId, { step: aStep, ...task });
