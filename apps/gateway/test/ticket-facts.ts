import { type Message, TicketReceived, TicketResolved } from '@mesh/contracts';
import { factIdOf } from '@mesh/kernel';
import { InboxReceiver, MessagingRuntime } from '@mesh/messaging';
import { WorkerDatabase } from '@mesh/persistence';
import { messageFrom } from '@mesh/testing';
import type { Gateway } from './start-gateway';

/** The first fact of a ticket, or one that resolves it. */
export function factOf(ticketId: string, sequence: number, tenantId = 'default'): Message {
  const extra = { id: factIdOf(ticketId, sequence), sequence };
  const common = { ticketId, turn: 1, actor: { kind: 'system', id: 'supervisor' } } as const;
  const draft =
    sequence === 1
      ? TicketReceived.draft(ticketId, { ...common, status: 'triaging', channel: 'api' }, extra)
      : TicketResolved.draft(ticketId, { ...common, status: 'resolved', outcome: 'assumed' }, extra);
  return messageFrom(draft, { tenantId });
}

/** Lets the gateway receive facts of a ticket, as its transport would. */
export const happen = (gateway: Gateway, ticketId: string, ...sequences: number[]): Promise<void> =>
  receive(
    gateway,
    sequences.map((sequence) => factOf(ticketId, sequence)),
  );

/** Lets the gateway receive facts as one batch. */
export async function receive(gateway: Gateway, facts: readonly Message[]): Promise<void> {
  const app = gateway.service.app;
  await new InboxReceiver(app.get(WorkerDatabase, { strict: false }), 'gateway').receive(facts);
  app.get(MessagingRuntime, { strict: false }).wake();
}
