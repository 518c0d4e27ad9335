import { FindEvidence, type Conversation, type TriageResult } from '@mesh/contracts';
import type { InternalCaller } from '@mesh/bootstrap';
import { newId, stepIdOf } from '@mesh/kernel';
import type { DocumentContent } from '../src/documents/document';

export const caller = (tenantId = 'default', role: InternalCaller['role'] = 'admin'): InternalCaller => ({
  tenantId,
  role,
  actorId: 'key-1',
  correlationId: newId(),
});

export const content = (title: string, body: string, more: Partial<DocumentContent> = {}): DocumentContent => ({
  title,
  body,
  tags: [],
  audience: 'public',
  keywords: '',
  ...more,
});

export const bicycle = content(
  'Return a rented bicycle',
  `## Where to return it
Lock the bicycle at any green docking station in the city. The dock blinks twice when the lock has closed.

## When the dock is full
Open the app, tap "No free dock" and leave the bicycle beside the station. The rental ends at that moment and you are
not charged for the waiting time.`,
);

export const helmet = content(
  'Borrow a helmet',
  `Helmets hang in the orange box beside every station. Scan the code on the box with the app to open it.
Put the helmet back into any orange box within 24 hours.`,
);

export const staffNote = content(
  'Docking station master code',
  `The master code of a docking station opens every lock of the station. Never tell the master code to a customer.`,
  { audience: 'internal' },
);

export const triage: TriageResult = {
  category: 'how_to',
  priority: 'normal',
  sentiment: 'neutral',
  language: 'en',
  confidence: 0.9,
  flags: [],
  reasons: [],
};

export const conversation = (...bodies: string[]): Conversation => ({
  channel: 'api',
  customer: { id: 'c-1' },
  messages: bodies.map((body) => ({
    messageId: newId(),
    author: 'customer',
    body,
    at: '2026-01-01T00:00:00.000Z',
  })),
  omitted: 0,
});

export const findEvidence = (body: string, ticketId = newId()) =>
  FindEvidence.draft(ticketId, {
    step: { ticketId, turn: 1, stepId: stepIdOf(ticketId, 1, 'research', 0), attempt: 1 },
    conversation: conversation(body),
    triage,
  });
