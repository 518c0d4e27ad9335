import { ClassifyTicket, type Conversation, SHIPPED_CATEGORIES, type StepRef } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import type { ClassifyTask } from '../src/classify-ticket/ticket-classifier.port';

type Said = readonly [author: 'customer' | 'mesh' | 'person', body: string];

/** A thread of messages, the newest last. */
export const aThread = (said: readonly Said[], rest: Partial<Conversation> = {}): Conversation => ({
  channel: 'email',
  customer: { id: 'c-1', name: 'Ada Berg' },
  messages: said.map(([author, body], index) => ({
    messageId: derivedId('message', index),
    author,
    body,
    at: `2026-05-04T08:0${index}:00.000Z`,
  })),
  omitted: 0,
  ...rest,
});

export const aTask = (body: string, rest: Partial<ClassifyTask> = {}): ClassifyTask => ({
  tenantId: 'default',
  conversation: aThread([['customer', body]]),
  categories: [...SHIPPED_CATEGORIES],
  ...rest,
});

export const aStep: StepRef = { ticketId: derivedId('ticket'), turn: 1, stepId: derivedId('step'), attempt: 1 };

export const aCommand = (body: string, step = aStep) => {
  const { conversation, categories } = aTask(body);
  return ClassifyTicket.draft(step.ticketId, { step, conversation, categories });
};
