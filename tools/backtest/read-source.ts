import { type DocumentContent, type MeshClient, type NewTicket, type Schemas, dataOf, everyItem } from '@mesh/client';
import { mapParallel } from '../running-mesh/tickets';
import { type MachineDecision, firstDecision } from './decision';

export type SourceDocument = DocumentContent & { readonly id: string };

/** What a mesh decides by. */
export interface Configuration {
  readonly policy: Schemas['CurrentPolicy_Output'];
  readonly categories: Schemas['CategoryList_Output']['items'];
  readonly documents: readonly SourceDocument[];
}

export async function readConfiguration(client: MeshClient): Promise<Configuration> {
  const { items } = await dataOf(client.api.GET('/v1/categories'));
  return {
    policy: await dataOf(client.api.GET('/v1/policies')),
    categories: items,
    documents: await readDocuments(client),
  };
}

/** What is live now; what waits to replace it does not decide anything yet. */
async function readDocuments(client: MeshClient): Promise<SourceDocument[]> {
  const live: { readonly id: string; readonly version: number }[] = [];
  const listed = everyItem((start) =>
    dataOf(client.api.GET('/v1/knowledge/documents', { params: { query: { ...start, limit: 200 } } })),
  );
  for await (const { id, liveVersion } of listed) if (liveVersion !== null) live.push({ id, version: liveVersion });
  return mapParallel(live, 4, async ({ id, version }) => {
    const at = { params: { path: { id }, query: { version } } };
    const { title, body, url, tags, audience } = await dataOf(client.api.GET('/v1/knowledge/documents/{id}', at));
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
  for await (const { id, createdAt } of everyItem((start) => client.tickets({ ...start, limit: 100 }))) {
    if (ids.length >= range.limit) break;
    if (isWithin(createdAt, range)) ids.push(id);
  }
  const read = await mapParallel(ids.reverse(), 4, (id) => readTicket(client, id));
  const tickets = read.filter((ticket) => ticket !== undefined);
  return { tickets, skipped: read.length - tickets.length };
}

const isWithin = (at: string, { from, to }: TicketRange): boolean =>
  (from === undefined || Date.parse(at) >= Date.parse(from)) && (to === undefined || Date.parse(at) < Date.parse(to));

async function readTicket(client: MeshClient, id: string): Promise<StoredTicket | undefined> {
  const decision = firstDecision(await client.timeline(id));
  const ticket = await client.ticket(id);
  const { body, subject, channel, locale, customer } = ticket;
  if (!decision || body === '') return undefined;
  const ask = { body, customer, ...(subject && { subject }), ...(channel && { channel }), ...(locale && { locale }) };
  return { id, category: ticket.triage?.category ?? 'unknown', ask, decision };
}
