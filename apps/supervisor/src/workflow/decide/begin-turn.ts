import { TicketApprovalSuperseded, TicketTurnSuperseded, type Actor } from '@mesh/contracts';
import type { WorkflowUpdate } from '../state/workflow-state';
import type { Transition } from './transition';
import type { TurnStart } from './workflow-input';

/** Nothing that an older turn found out is carried over. */
const FRESH: WorkflowUpdate = {
  path: [],
  rounds: {},
  rings: 0,
  revisions: 0,
  triage: null,
  found: null,
  draft: null,
  verdict: null,
  intent: null,
  handover: null,
  order: null,
  rejected: false,
  outcome: null,
  texts: { evidence: null, draft: null, feedback: null, package: null },
};

/** Pins what the turn works with. The caller says to which node it goes. */
export function pinTurn(t: Transition, turn: number, start: TurnStart, messageId?: string): void {
  raiseTurn(t, turn);
  const { channel, priority, messages, omitted, policy, categories, agents = {} } = start;
  t.apply({
    policy,
    categories,
    agents,
    context: { channel, priority: priority ?? null, messages, omitted, ...(messageId ? { messageId } : {}) },
    texts: { conversation: start.conversation },
    metrics: { turns: 1 },
  });
}

/** A new turn without a run of its own: a person acted, or has the ticket. */
export function raiseTurn(t: Transition, turn: number): void {
  t.apply({ ...FRESH, turn });
}

/** What is under way, or waits for a person's decision, is given up. Facts name the older turn. */
export function giveUpOlderTurn(t: Transition, turn: number, cause: 'message' | 'person', actor: Actor): void {
  const { approval, turn: supersededTurn, position } = t.state;
  const runs = position.node !== 'superseded' && position.node !== 'awaiting_approval' && !t.standsAtRest();
  t.apply({ turn, approval: null, metrics: runs ? { supersededTurns: 1 } : {} });
  if (approval) t.record(TicketApprovalSuperseded, { approvalId: approval.approvalId, cause }, { actor });
  if (runs) t.record(TicketTurnSuperseded, { supersededTurn, cause }, { actor });
}
