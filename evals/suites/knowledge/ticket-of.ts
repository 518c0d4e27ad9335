import type { Conversation, TriageResult } from '@mesh/contracts';

/** A question as the thread of a ticket: nothing else was written. */
export const conversationOf = (query: string): Conversation => ({
  channel: 'email',
  customer: { id: 'customer' },
  messages: [{ messageId: 'message', author: 'customer', body: query, at: '2026-01-01T00:00:00.000Z' }],
  omitted: 0,
});

export const TRIAGE: TriageResult = {
  category: 'how_to',
  priority: 'normal',
  sentiment: 'neutral',
  language: 'en',
  confidence: 1,
  flags: [],
  reasons: [],
};
