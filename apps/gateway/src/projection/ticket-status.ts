import { Id, TicketStatus } from '@mesh/contracts';
import { z } from 'zod';

/**
 * What the gateway knows before the facts say so. It outranks the projection until the named thing happens: a fact of
 * that turn or a later one, the outcome of that approval, a fact of that type, or a person's act.
 */
export const StatusOverride = z.object({
  status: TicketStatus,
  until: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('turn'), turn: z.number().int() }),
    z.object({ kind: z.literal('approval'), approvalId: Id, turn: z.number().int() }),
    z.object({ kind: z.literal('fact'), type: z.string(), turn: z.number().int() }),
    z.object({ kind: z.literal('person') }),
  ]),
});
export type StatusOverride = z.output<typeof StatusOverride>;

/** What a fact says about the end of an override. */
export interface OverrideEvidence {
  readonly type: string;
  readonly turn: number;
  readonly status: TicketStatus;
  readonly approvalId?: string | undefined;
}

const OUTCOMES = new Set([
  'support.ticket.approval_decided.v1',
  'support.ticket.approval_expired.v1',
  'support.ticket.approval_superseded.v1',
]);

/** Facts that are followed at once by the one which tells where the ticket stands. */
const PRELUDES = new Set([
  ...OUTCOMES,
  'support.ticket.turn_superseded.v1',
  'support.ticket.reply_sent.v1',
  'support.ticket.released.v1',
]);

/** The override after the fact: the same, one that waits for less, or none. */
export function overrideAfter(override: StatusOverride, fact: OverrideEvidence): StatusOverride | null {
  const { until } = override;
  if (until.kind === 'person') return override;
  if (fact.turn > until.turn) return null;
  if (fact.turn < until.turn) return override;
  switch (until.kind) {
    case 'turn':
      return fact.status !== override.status && PRELUDES.has(fact.type) ? override : null;
    case 'fact':
      return fact.type === until.type ? null : override;
    case 'approval': {
      if (!OUTCOMES.has(fact.type) || fact.approvalId !== until.approvalId) return override;
      const rest: StatusOverride = { ...override, until: { kind: 'turn', turn: until.turn } };
      return fact.status === override.status ? null : rest;
    }
  }
}

/** The status that people see. */
export const shownStatus = (projected: TicketStatus, override: StatusOverride | undefined): TicketStatus =>
  override?.status ?? projected;
