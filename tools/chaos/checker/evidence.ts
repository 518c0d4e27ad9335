import { type Ticket, type TimelineEntry, MeshProblem, everyItem } from '@mesh/client';
import { FACTS_TOPIC } from '@mesh/contracts';
import type { History, Operation } from '../../ledger/history';
import { mapParallel } from '../../running-mesh/tickets';
import { type LoadTenant, clientOf } from '../load/tenants';
import type { Broker } from '../rig/broker';
import { type TopicFact, factsOf } from './topic-fact';

/** One submission of the ledger with what the mesh shows for it. */
export interface AcceptedTicket {
  readonly tenant: string;
  readonly key: string;
  /** Every id that was answered for the key. */
  readonly ids: readonly string[];
  /** Absent: it cannot be read. */
  readonly ticket: Ticket | undefined;
  readonly timeline: readonly TimelineEntry[];
  /** First appearances on the topic of facts, in the order in which they lie there. */
  readonly facts: readonly TopicFact[];
}

/** Everything that the rules look at, collected through the API and from the topic of facts. */
export interface Evidence {
  readonly history: History;
  readonly accepted: readonly AcceptedTicket[];
  /** Tickets by tenant and externalId. */
  readonly copies: ReadonlyMap<string, number>;
}

const AT_ONCE = 12;

export const copyKey = (tenant: string, externalId: string): string => `${tenant}/${externalId}`;

export async function collectEvidence(
  history: History,
  tenants: readonly LoadTenant[],
  url: string,
  broker: Broker,
): Promise<Evidence> {
  const facts = factsOf(await broker.read([FACTS_TOPIC]));
  const byTenant = new Map(tenants.map((tenant) => [tenant.id, tenant]));
  const submissions = [...groupByKey(history.of('ticket'))].filter(([, operations]) => idsOf(operations).length > 0);
  const accepted = await mapParallel(submissions, AT_ONCE, async ([key, operations]): Promise<AcceptedTicket> => {
    const tenant = operations[0]?.tenant ?? '';
    const ids = idsOf(operations);
    const id = ids[0] ?? '';
    const client = clientOf(url, byTenant.get(tenant)?.adminKey ?? '');
    const ticket = await orMissing(client.ticket(id));
    const timeline = ticket === undefined ? [] : await client.timeline(id);
    return { tenant, key, ids, ticket, timeline, facts: facts.get(id) ?? [] };
  });
  return { history, accepted, copies: await countCopies(tenants, url) };
}

export function groupByKey(operations: readonly Operation[]): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const group = groups.get(operation.key);
    if (group) group.push(operation);
    else groups.set(operation.key, [operation]);
  }
  return groups;
}

const idsOf = (operations: readonly Operation[]): string[] => [
  ...new Set(operations.flatMap(({ outcome, result }) => (outcome === 'ok' && result !== undefined ? [result] : []))),
];

async function orMissing(reading: Promise<Ticket>): Promise<Ticket | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof MeshProblem && error.status === 404) return undefined;
    throw error;
  }
}

async function countCopies(tenants: readonly LoadTenant[], url: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { id, adminKey } of tenants) {
    const client = clientOf(url, adminKey);
    for await (const { externalId = '' } of everyItem((start) => client.tickets({ ...start, limit: 100 }))) {
      const key = copyKey(id, externalId);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}
