import type { TimelineEntry } from '@mesh/client';

export const OUTCOMES = ['sent', 'approval', 'handed_over', 'closed'] as const;
/** What the mesh did with a ticket before anybody else acted. */
export type Outcome = (typeof OUTCOMES)[number];

export interface MachineDecision {
  readonly outcome: Outcome;
  /** Codes without figures, sorted. */
  readonly reasons: readonly string[];
  /** Ids of the documents that the draft cites, sorted. */
  readonly cited: readonly string[];
}

const BY_DECISION: Readonly<Record<string, Outcome>> = {
  send: 'sent',
  request_approval: 'approval',
  hand_over: 'handed_over',
  close: 'closed',
};

/** The first decision of the machine in the first turn; undefined when a person or the customer was faster. */
export function firstDecision(timeline: readonly TimelineEntry[]): MachineDecision | undefined {
  const first = timeline.filter(({ turn }) => turn === 1);
  const at = first.findIndex(({ type, actor }) => ENDS.has(type) && actor.kind !== 'person');
  const entry = first[at];
  if (!entry) return undefined;
  const outcome = entry.type === 'decided' ? BY_DECISION[String(entry.data['decision'])] : 'handed_over';
  if (outcome === undefined) return undefined;
  const drafted = first.slice(0, at).findLast(({ type }) => type === 'drafted');
  return withoutChance({ outcome, reasons: reasonsOf(entry), cited: citedIn(drafted) });
}

/** A step that failed hands over without a decision of the policy. */
const ENDS = new Set(['decided', 'handed_over']);

function reasonsOf({ data }: TimelineEntry): string[] {
  const listed = Array.isArray(data['reasons']) ? (data['reasons'] as { code: string }[]) : [];
  const codes = listed.map(({ code }) => code).filter((code) => !code.endsWith('_confidence'));
  const alone = typeof data['reason'] === 'string' ? data['reason'] : 'unknown';
  return [...new Set(codes.length > 0 ? codes : [alone])].sort();
}

function citedIn(drafted: TimelineEntry | undefined): string[] {
  const cited = Array.isArray(drafted?.data['cited']) ? (drafted.data['cited'] as { documentId: string }[]) : [];
  return [...new Set(cited.map(({ documentId }) => documentId))].sort();
}

/** Which ticket is a spot check is chance; by its rules it would have been sent. */
const withoutChance = (decision: MachineDecision): MachineDecision =>
  decision.reasons.join() === 'spot_check' ? { ...decision, outcome: 'sent', reasons: ['policy_allows'] } : decision;
