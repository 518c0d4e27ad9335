import { type MachineDecision, OUTCOMES, type Outcome } from './decision';

/** One ticket, as it was decided then and as it would be decided now. */
export interface Replayed {
  readonly ticketId: string;
  readonly category: string;
  readonly then: MachineDecision;
  readonly now: MachineDecision;
}

export interface BacktestReport {
  readonly tickets: number;
  /** Tickets without a first decision of the machine, erased ones included. */
  readonly skipped: number;
  readonly changed: readonly Replayed[];
  /** Further from the customer than before, or closed unanswered. */
  readonly worse: number;
  readonly totals: Readonly<Record<'then' | 'now', Readonly<Record<Outcome, number>>>>;
}

const DISTANCE: Readonly<Record<Outcome, number>> = { sent: 0, approval: 1, handed_over: 2, closed: 3 };

export const isWorse = ({ then, now }: Replayed): boolean => DISTANCE[now.outcome] > DISTANCE[then.outcome];

/** What has changed: the outcome, its reasons, or the documents cited. */
export function compare(replayed: readonly Replayed[], skipped: number): BacktestReport {
  return {
    tickets: replayed.length,
    skipped,
    changed: replayed.filter(({ then, now }) => keyOf(then) !== keyOf(now)),
    worse: replayed.filter(isWorse).length,
    totals: { then: countsOf(replayed.map(({ then }) => then)), now: countsOf(replayed.map(({ now }) => now)) },
  };
}

const keyOf = ({ outcome, reasons, cited }: MachineDecision): string => JSON.stringify([outcome, reasons, cited]);

function countsOf(decisions: readonly MachineDecision[]): Record<Outcome, number> {
  const counts = { sent: 0, approval: 0, handed_over: 0, closed: 0 };
  for (const { outcome } of decisions) counts[outcome] += 1;
  return counts;
}

/** The report as text, without anybody's words: ids, codes and numbers. */
export function textOf({ tickets, skipped, changed, worse, totals }: BacktestReport): string {
  const rows = OUTCOMES.map(
    (outcome) => `${outcome.padEnd(12)}${pad(totals.then[outcome])}${pad(totals.now[outcome])}`,
  );
  return [
    `${tickets} tickets replayed, ${skipped} skipped, ${changed.length} decided differently, ${worse} worse`,
    '',
    `${''.padEnd(12)}${pad('then')}${pad('now')}`,
    ...rows,
    ...changed.flatMap((one) => ['', ...linesOf(one)]),
  ].join('\n');
}

const pad = (value: string | number): string => String(value).padStart(8);

const linesOf = (one: Replayed): string[] => [
  `${one.ticketId} (${one.category})${isWorse(one) ? ' worse' : ''}`,
  `  then ${lineOf(one.then)}`,
  `  now  ${lineOf(one.now)}`,
];

const lineOf = ({ outcome, reasons, cited }: MachineDecision): string =>
  `${outcome}: ${reasons.join(', ')}${cited.length > 0 ? `; citing ${cited.join(', ')}` : ''}`;
