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
  readonly approvalId?: string | undefined;
}

/** It tells of the end of the older turn, not of the beginning of the newer one. */
const TURN_SUPERSEDED = 'support.ticket.turn_superseded.v1';

const OUTCOMES = new Set([
  'support.ticket.approval_decided.v1',
  'support.ticket.approval_expired.v1',
  'support.ticket.approval_superseded.v1',
]);

export function isOver(override: StatusOverride, fact: OverrideEvidence): boolean {
  const { until } = override;
  switch (until.kind) {
    case 'turn':
      return fact.turn >= until.turn && fact.type !== TURN_SUPERSEDED;
    case 'approval':
      return fact.turn > until.turn || (OUTCOMES.has(fact.type) && fact.approvalId === until.approvalId);
    case 'fact':
      return fact.turn > until.turn || fact.type === until.type;
    case 'person':
      return false;
  }
}

/** The status that people see. */
export const shownStatus = (projected: TicketStatus, override: StatusOverride | undefined): TicketStatus =>
  override?.status ?? projected;
