import { TicketStepFailed } from '@mesh/contracts';
import { SYSTEM } from './actors';
import { enterNode } from './enter-node';
import { recordHandedOver } from './to-a-person';
import type { Transition } from './transition';
import type { BreakInput } from './workflow-input';

/** A message of the supervisor itself is dead: the ticket goes to a person with the reason alone. */
export function breakWorkflow(t: Transition, { turn, code, attempts }: BreakInput): void {
  if (turn < t.state.turn) return t.ignore('turn_superseded');
  const { node } = t.state.position;
  t.apply({
    turn,
    approval: null,
    handover: null,
    intent: { purpose: 'handover', reason: 'workflow_broken', reasons: [{ code: 'workflow_broken' }] },
    failures: [{ turn, node, code, attempts }],
  });
  enterNode(t, 'broken');
  t.record(TicketStepFailed, { node, code, attempts }, { actor: SYSTEM });
  recordHandedOver(t, 'workflow_broken');
  t.command({ command: 'hand_over', step: null, texts: {} });
}
