import type { Ticket } from '@mesh/client';
import { untilResting } from '../../running-mesh/tickets';
import type { FaultContext } from '../fault';
import { recorded } from './recorded-call';
import { clientOf } from './tenants';

const QUESTION = 'How long does a parcel abroad take?';
const REST_MS = 90_000;
let asked = 0;

/** A question that the knowledge of the load answers, and what became of it; undefined when it did not come to rest. */
export async function askOne({ mesh, history, tenants }: FaultContext, prefix: string): Promise<Ticket | undefined> {
  const key = `${prefix}${(asked += 1)}`;
  const [tenant] = tenants;
  const client = clientOf(mesh.url, tenant?.adminKey ?? '');
  const ticket = { body: QUESTION, customer: { email: `${key}@example.com` }, externalId: key };
  const started = { kind: 'ticket', tenant: tenant?.id ?? '', gateway: 0, key } as const;
  const { id } = await recorded(history, started, () => client.createTicket(ticket, key));
  return id === undefined ? undefined : untilResting(client, id, REST_MS);
}
