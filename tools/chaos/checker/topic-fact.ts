import { RIG_HEADER, type TopicEntry } from '../rig/broker';

/** A fact as an outsider reads it. */
export interface TopicFact {
  readonly id: string;
  readonly ticketId: string;
  readonly sequence: number;
  /** Short name, such as `triaged`. */
  readonly type: string;
  readonly text: string;
}

const TYPE = /^support\.ticket\.([a-z_]+)\.v\d+$/;

/** Facts by ticket, each at its first appearance; what the rig has put there is left out. */
export function factsOf(entries: readonly TopicEntry[]): Map<string, TopicFact[]> {
  const tickets = new Map<string, TopicFact[]>();
  const seen = new Set<string>();
  for (const fact of entries.filter(({ headers }) => headers[RIG_HEADER] === undefined).flatMap(readFact)) {
    if (seen.has(fact.id)) continue;
    seen.add(fact.id);
    const known = tickets.get(fact.ticketId);
    if (known) known.push(fact);
    else tickets.set(fact.ticketId, [fact]);
  }
  return tickets;
}

function readFact({ headers, value }: TopicEntry): TopicFact[] {
  const [id, ticketId, type, sequence] = ['ce_id', 'ce_subject', 'ce_type', 'ce_sequence'].map((name) =>
    headers[name]?.toString(),
  );
  const name = TYPE.exec(type ?? '')?.[1];
  if (!id || !ticketId || !name || !sequence) return [];
  return [{ id, ticketId, type: name, sequence: Number(sequence), text: value?.toString() ?? '' }];
}
