import { type MeshClient, type Ticket, type TimelineEntry, MeshProblem, everyItem } from '@mesh/client';
import { isResting, mapParallel } from '../running-mesh/tickets';
import type { Ledger, LedgerEntry } from './ledger';

export interface Verdict {
  readonly verdict: 'pass' | 'fail';
  readonly accepted: number;
  readonly ended: number;
  readonly resolved: number;
  readonly lost: number;
  readonly duplicateEffects: number;
  readonly orderViolations: number;
  readonly nonTerminal: number;
  /** The first faults in words. */
  readonly examples: readonly string[];
}

interface Finding {
  readonly kind: 'lost' | 'duplicate' | 'order' | 'nonTerminal';
  readonly text: string;
}

/** A run in which hardly anything succeeded proves nothing. */
const LEAST_RESOLVED_SHARE = 0.5;

/** Compares the ledger with what the mesh shows at the end. */
export async function judge(client: MeshClient, ledger: Ledger): Promise<Verdict> {
  const accepted = ledger.all().filter((entry) => entry.id !== undefined);
  const copies = await countByExternalId(client);
  const seen = await mapParallel(accepted, 8, (entry) => inspect(client, entry, copies));
  const findings = seen.flatMap(({ found }) => found);
  const count = (kind: Finding['kind']): number => findings.filter((finding) => finding.kind === kind).length;
  const resolved = seen.filter(({ ticket }) => ticket?.status === 'resolved').length;
  const vacuous = resolved < LEAST_RESOLVED_SHARE * accepted.length;
  return {
    verdict: findings.length === 0 && !vacuous && accepted.length > 0 ? 'pass' : 'fail',
    accepted: accepted.length,
    ended: seen.filter(({ ticket }) => ticket !== undefined && isResting(ticket)).length,
    resolved,
    lost: count('lost'),
    duplicateEffects: count('duplicate'),
    orderViolations: count('order'),
    nonTerminal: count('nonTerminal'),
    examples: findings.slice(0, 10).map(({ kind, text }) => `${kind}: ${text}`),
  };
}

async function inspect(
  client: MeshClient,
  entry: LedgerEntry,
  copies: ReadonlyMap<string, number>,
): Promise<{ ticket?: Ticket; found: Finding[] }> {
  const ticket = await readOrLost(client, entry.id ?? '');
  if (!ticket) return { found: [{ kind: 'lost', text: entry.externalId }] };
  const timeline = await client.timeline(ticket.id);
  const found: Finding[] = [
    ...duplicates(entry, ticket, timeline, copies.get(entry.externalId) ?? 0),
    ...orderFaults(entry, timeline),
  ];
  if (!isResting(ticket)) found.push({ kind: 'nonTerminal', text: `${entry.externalId} is ${ticket.status}` });
  return { ticket, found };
}

async function readOrLost(client: MeshClient, id: string): Promise<Ticket | undefined> {
  try {
    return await client.ticket(id);
  } catch (error) {
    if (error instanceof MeshProblem && error.status === 404) return undefined;
    throw error;
  }
}

function duplicates(entry: LedgerEntry, ticket: Ticket, timeline: readonly TimelineEntry[], copies: number): Finding[] {
  const times = (name: string): number => timeline.filter((fact) => fact.type === name).length;
  const replies = ticket.messages.filter((message) => message.author === 'mesh').length;
  const mostFeedback = entry.feedback.ok + entry.feedback.unknown;
  const faults: [boolean, string][] = [
    [copies !== 1, `${copies} tickets for one submission`],
    [replies > 1, `${replies} replies`],
    [replies !== times('reply_sent'), `${replies} replies, ${times('reply_sent')} facts of it`],
    [times('received') !== 1, `received ${times('received')} times`],
    [times('feedback_given') > mostFeedback, `feedback ${times('feedback_given')} times, given ${mostFeedback} times`],
    [
      times('feedback_given') < entry.feedback.ok,
      `feedback ${times('feedback_given')} times, promised ${entry.feedback.ok}`,
    ],
  ];
  return faults
    .filter(([fault]) => fault)
    .map(([, text]) => ({ kind: 'duplicate', text: `${entry.externalId}: ${text}` }));
}

function orderFaults(entry: LedgerEntry, timeline: readonly TimelineEntry[]): Finding[] {
  const sequences = timeline.map((fact) => fact.sequence);
  const gapFree = sequences.every((sequence, index) => sequence === index + 1);
  return gapFree ? [] : [{ kind: 'order', text: `${entry.externalId}: ${sequences.join(',')}` }];
}

async function countByExternalId(client: MeshClient): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { externalId = '' } of everyItem((start) => client.tickets({ ...start, limit: 100 })))
    counts.set(externalId, (counts.get(externalId) ?? 0) + 1);
  return counts;
}
