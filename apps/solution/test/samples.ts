import { type Citation, type Conversation, type Draft, DraftReply, type Evidence, type StepRef } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import type { DraftTask } from '../src/draft-reply/reply-drafter.port';

/** A document whose whole body is one piece of evidence, behind some text that is not. */
export function aDocument(documentId: string, title: string, body: string, score = 1): Evidence {
  const start = 100;
  return {
    evidenceId: `${documentId}-0`,
    source: 'knowledge',
    documentId,
    documentVersion: 2,
    title,
    url: `https://help.example.com/${documentId}`,
    quote: body,
    start,
    end: start + body.length,
    score,
  };
}

export const EXPORT = aDocument(
  'export',
  'Export your invoices',
  'You can export all invoices of a year. Go to Billing. Click Export. Choose the year 2025. The file arrives within 10 minutes.',
);
export const PRINT = aDocument(
  'print',
  'Print an invoice',
  'An invoice can be printed from its page. Open the invoice. Click Print in the upper right corner.',
  0.8,
);

export const aConversation = (body: string, rest: Partial<Conversation> = {}): Conversation => ({
  subject: 'Invoices',
  channel: 'email',
  customer: { id: 'c-1', name: 'Ada Berg' },
  messages: [{ messageId: derivedId('message'), author: 'customer', body, at: '2026-05-04T08:00:00.000Z' }],
  omitted: 0,
  ...rest,
});

export const aTask = (rest: Partial<DraftTask> & { body?: string } = {}): DraftTask => {
  const { body = 'How do I export my invoices?', ...fields } = rest;
  const certain = {
    category: 'how_to',
    priority: 'normal',
    sentiment: 'neutral',
    language: 'en',
    confidence: 0.9,
  } as const;
  return {
    conversation: aConversation(body),
    triage: { ...certain, flags: [], reasons: [] },
    evidence: [EXPORT, PRINT],
    ...fields,
  };
};

export const aStep: StepRef = { ticketId: derivedId('ticket'), turn: 1, stepId: derivedId('step'), attempt: 1 };
export const aCommand = (task: DraftTask) => DraftReply.draft(aStep.ticketId, { step: aStep, ...task });

/** The sentence that a citation supports. */
export const citedSentence = ({ body }: Draft, { sentenceStart, sentenceEnd }: Citation): string =>
  body.slice(sentenceStart, sentenceEnd);
