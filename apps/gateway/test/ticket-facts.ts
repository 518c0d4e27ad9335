import { type Message, TicketReceived, TicketResolved } from '@mesh/contracts';
import { factIdOf } from '@mesh/kernel';
import { InboxReceiver, MessagingRuntime } from '@mesh/messaging';
import { WorkerDatabase } from '@mesh/persistence';
import { messageFrom } from '@mesh/testing';
import type { Gateway } from './start-gateway';

/** The first fact of a ticket, or one that resolves it. */
export function factOf(ticketId: string, sequence: number): Message {
  const extra = { id: factIdOf(ticketId, sequence), sequence };
  const common = { ticketId, turn: 1, actor: { kind: 'system', id: 'supervisor' } } as const;
  const draft =
    sequence === 1
      ? TicketReceived.draft(ticketId, { ...common, status: 'triaging', channel: 'api' }, extra)
      : TicketResolved.draft(ticketId, { ...common, status: 'resolved', outcome: 'assumed' }, extra);
  return messageFrom(draft);
}

/** Lets the gateway receive facts of a ticket, as its transport would. */
export async function happen(gateway: Gateway, ticketId: string, ...sequences: number[]): Promise<void> {
  const app = gateway.service.app;
  const facts = sequences.map((sequence) => factOf(ticketId, sequence));
  await new InboxReceiver(app.get(WorkerDatabase, { strict: false }), 'gateway').receive(facts);
  app.get(MessagingRuntime, { strict: false }).wake();
}
