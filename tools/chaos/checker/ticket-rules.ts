import type { TimelineEntry } from '@mesh/client';
import { isResting } from '../../running-mesh/tickets';
import type { Operation } from '../../ledger/history';
import { type AcceptedTicket, type Evidence, copyKey, groupByKey } from './evidence';
import { type Finding, finding } from './finding';

/** What must hold for each ticket that was answered with 202. */
export function judgeTickets({ accepted, copies, history }: Evidence): Finding[] {
  const messages = groupBy(history.of('message'), ({ details }) => details['ticketId'] ?? '');
  const feedback = groupByKey(history.of('feedback'));
  return accepted.flatMap((entry) => {
    const id = entry.ids[0] ?? '';
    if (entry.ticket === undefined) return [finding('lost', `${entry.key} (${id}) cannot be read`)];
    return [
      ...copiesOf(entry, copies.get(copyKey(entry.tenant, entry.key)) ?? 0),
      ...repliesOf(entry),
      ...messagesOf(entry, messages.get(id) ?? []),
      ...feedbackOf(entry, feedback.get(id) ?? []),
      ...orderOf(entry),
      ...endOf(entry),
    ];
  });
}

function copiesOf({ key, ids }: AcceptedTicket, copies: number): Finding[] {
  if (ids.length > 1) return [finding('duplicate', `${key}: answered with ${ids.length} tickets`)];
  return copies === 1 ? [] : [finding('duplicate', `${key}: there are ${copies} tickets for one submission`)];
}

const times = (timeline: readonly TimelineEntry[], name: string): number =>
  timeline.filter(({ type }) => type === name).length;

function repliesOf({ key, ticket, timeline }: AcceptedTicket): Finding[] {
  const replies = ticket?.messages.filter(({ author }) => author === 'mesh').length ?? 0;
  const facts = times(timeline, 'reply_sent');
  const turns = ticket?.turn ?? 1;
  if (replies > turns) return [finding('duplicate', `${key}: ${replies} replies in ${turns} turns`)];
  return replies === facts ? [] : [finding('duplicate', `${key}: ${replies} replies, ${facts} facts of it`)];
}

/** Every message that was accepted stands in the thread once; one whose answer was lost, at most once. */
function messagesOf({ key, ticket }: AcceptedTicket, operations: readonly Operation[]): Finding[] {
  return [...groupByKey(operations)].flatMap(([name, attempts]) => {
    const found = ticket?.messages.filter(({ body }) => body.includes(`(${name})`)).length ?? 0;
    if (found > 1) return [finding('duplicate', `${key}: the message ${name} stands there ${found} times`)];
    const promised = attempts.some(({ outcome }) => outcome === 'ok');
    return promised && found === 0 ? [finding('lost', `${key}: the message ${name}`)] : [];
  });
}

function feedbackOf({ key, timeline }: AcceptedTicket, given: readonly Operation[]): Finding[] {
  const facts = times(timeline, 'feedback_given');
  const promised = given.filter(({ outcome }) => outcome === 'ok').length;
  const most = given.filter(({ outcome }) => outcome !== 'fail').length;
  if (facts > most) return [finding('duplicate', `${key}: feedback ${facts} times, given ${most} times`)];
  return facts < promised ? [finding('lost', `${key}: feedback ${facts} times, promised ${promised}`)] : [];
}

/** The topic, the timeline and the numbers on both tell the same story in the same order. */
function orderOf({ key, timeline, facts }: AcceptedTicket): Finding[] {
  const shown = timeline.map(({ sequence, type }) => `${sequence} ${type}`).join(', ');
  const gapFree = timeline.every(({ sequence }, index) => sequence === index + 1);
  if (!gapFree) return [finding('order', `${key}: the timeline is ${shown}`)];
  const told = facts.map(({ sequence, type }) => `${sequence} ${type}`).join(', ');
  if (facts.some(({ sequence }, index) => sequence !== index + 1)) {
    return [finding('order', `${key}: on the topic first appear ${told}`)];
  }
  return shown === told ? [] : [finding('order', `${key}: the timeline is ${shown}; the topic has ${told}`)];
}

const endOf = ({ key, ticket }: AcceptedTicket): Finding[] =>
  ticket && !isResting(ticket) ? [finding('nonTerminal', `${key} (${ticket.id}) is ${ticket.status}`)] : [];

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
