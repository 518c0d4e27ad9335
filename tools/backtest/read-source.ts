import type { CategoryDefinition, Policy } from '@mesh/contracts';
import type { MeshClient, NewTicket, Page, Ticket } from '@mesh/client';
import { mapParallel } from '../running-mesh/tickets';
import { type MachineDecision, firstDecision } from './decision';

export interface SourceDocument {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly url?: string;
  readonly tags?: readonly string[];
  readonly audience?: 'public' | 'internal';
}

/** What a mesh decides by. */
export interface Configuration {
  readonly policy: Policy;
  readonly categories: readonly CategoryDefinition[];
  readonly documents: readonly SourceDocument[];
}

export async function readConfiguration(client: MeshClient): Promise<Configuration> {
  const { items } = await client.call<Page<CategoryDefinition>>('GET', '/v1/categories');
  return {
    policy: await client.call<Policy>('GET', '/v1/policies'),
    categories: items,
    documents: await readDocuments(client),
  };
}

interface ListedDocument extends SourceDocument {
  readonly liveVersion: number | null;
}

/** What is live now; what waits to replace it does not decide anything yet. */
async function readDocuments(client: MeshClient): Promise<SourceDocument[]> {
  const path = '/v1/knowledge/documents';
  const listed: ListedDocument[] = [];
  for await (const one of pages<ListedDocument>(client, `${path}?limit=200`)) listed.push(one);
  const live = listed.filter(({ liveVersion }) => liveVersion !== null);
  return mapParallel(live, 4, async ({ id, liveVersion }) => {
    const version = `?version=${liveVersion ?? 1}`;
    const found = await client.call<SourceDocument>('GET', `${path}/${encodeURIComponent(id)}${version}`);
    const { title, body, url, tags, audience } = found;
    return { id, title, body, ...(url && { url }), ...(tags && { tags }), ...(audience && { audience }) };
  });
}

/** A stored ticket that can be asked again, with what the machine decided first. */
export interface StoredTicket {
  readonly id: string;
  readonly category: string;
  readonly ask: NewTicket;
  readonly decision: MachineDecision;
}

export interface TicketRange {
  readonly limit: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The newest tickets of the range, the oldest of them first; `skipped` have no decision to compare with. */
export async function readTickets(
  client: MeshClient,
  range: TicketRange,
): Promise<{ tickets: StoredTicket[]; skipped: number }> {
  const ids: string[] = [];
  for await (const { id, createdAt } of pages<Ticket>(client, '/v1/tickets?limit=100')) {
    if (ids.length >= range.limit) break;
    if (isWithin(createdAt, range)) ids.push(id);
  }
  const read = await mapParallel(ids.reverse(), 4, (id) => readTicket(client, id));
  const tickets = read.filter((ticket) => ticket !== undefined);
  return { tickets, skipped: read.length - tickets.length };
}

const isWithin = (at: string, { from, to }: TicketRange): boolean =>
  (from === undefined || Date.parse(at) >= Date.parse(from)) && (to === undefined || Date.parse(at) < Date.parse(to));

type StoredView = Ticket & Pick<NewTicket, 'subject' | 'channel' | 'locale' | 'customer'> & { readonly body: string };

async function readTicket(client: MeshClient, id: string): Promise<StoredTicket | undefined> {
  const decision = firstDecision(await client.timeline(id));
  const ticket = await client.call<StoredView>('GET', `/v1/tickets/${id}`);
  const { body, subject, channel, locale, customer } = ticket;
  if (!decision || body === '') return undefined;
  const ask = { body, customer, ...(subject && { subject }), ...(channel && { channel }), ...(locale && { locale }) };
  return { id, category: ticket.triage?.category ?? 'unknown', ask, decision };
}

async function* pages<Item>(client: MeshClient, path: string): AsyncGenerator<Item> {
  for (let cursor: string | null | undefined = ''; cursor !== null && cursor !== undefined;) {
    const next: Page<Item> = await client.call('GET', `${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    yield* next.items;
    cursor = next.nextCursor;
  }
}
