import type { MeshClient } from '@mesh/client';
import { mapParallel, submit, untilResting } from '../running-mesh/tickets';
import { type Change, openCandidate } from './candidate';
import { type BacktestReport, type Replayed, compare } from './compare';
import { type MachineDecision, firstDecision } from './decision';
import { type StoredTicket, type TicketRange, readConfiguration, readTickets } from './read-source';

export interface BacktestOptions {
  readonly range: TicketRange;
  readonly change: Change;
  readonly progress: (line: string) => void;
  readonly timeoutMs?: number;
}

const PATIENCE_MS = 180_000;

/** Asks a candidate mesh every stored ticket again and says what it decides differently. The source is only read. */
export async function runBacktest(source: MeshClient, options: BacktestOptions): Promise<BacktestReport> {
  const { tickets, skipped } = await readTickets(source, options.range);
  const configuration = await readConfiguration(source);
  options.progress(`${tickets.length} tickets, ${configuration.documents.length} documents; starting the candidate`);
  const candidate = await openCandidate(configuration, options.change);
  try {
    return compare(await replay(candidate.client, tickets, options), skipped);
  } finally {
    await candidate.close();
  }
}

/** The tickets of one customer one after another, as they came. */
async function replay(client: MeshClient, tickets: readonly StoredTicket[], options: BacktestOptions) {
  const ofCustomers = byCustomer(tickets);
  const asked = await mapParallel(ofCustomers, 4, async (own): Promise<Replayed[]> => {
    const done: Replayed[] = [];
    for (const ticket of own) {
      const now = await ask(client, ticket, options.timeoutMs ?? PATIENCE_MS);
      done.push({ ticketId: ticket.id, category: ticket.category, then: ticket.decision, now });
      options.progress(`${ticket.id} ${ticket.decision.outcome} -> ${now.outcome}`);
    }
    return done;
  });
  return asked.flat();
}

async function ask(client: MeshClient, ticket: StoredTicket, timeoutMs: number): Promise<MachineDecision> {
  const id = await submit(client, ticket.ask, `backtest-${ticket.id}`);
  const ended = await untilResting(client, id, timeoutMs);
  const decision = ended && firstDecision(await client.timeline(id));
  if (!decision) throw new Error(`the candidate did not decide ticket ${ticket.id} in time`);
  return decision;
}

function byCustomer(tickets: readonly StoredTicket[]): StoredTicket[][] {
  const groups = new Map<string, StoredTicket[]>();
  for (const ticket of tickets) {
    const customer = ticket.ask.customer.id ?? ticket.id;
    groups.set(customer, [...(groups.get(customer) ?? []), ticket]);
  }
  return [...groups.values()];
}
