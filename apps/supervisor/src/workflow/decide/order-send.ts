import type { Reason } from '@mesh/contracts';
import type { SendOrder, SendRecord } from '../state/values';
import { enterNode } from './enter-node';
import { recordDecision } from './to-a-person';
import type { Transition } from './transition';

/** Decides that the draft in hand is sent, by whom and why. */
export function orderSend(t: Transition, order: SendOrder, reasons: readonly Reason[]): void {
  const { turn, draft } = t.state;
  const send: SendRecord = {
    decisionId: order.decisionId,
    turn,
    outcome: 'ordered',
    actor: order.actor,
    contentHash: draft?.contentHash ?? '',
    cited: draft?.cited ?? [],
  };
  t.apply({ order, sends: [send] });
  enterNode(t, 'send');
  recordDecision(t, 'send', order.decisionId, reasons, { actor: order.actor });
}

export const sendOf = (t: Transition, decisionId: string): SendRecord | undefined =>
  t.state.sends.find((send) => send.decisionId === decisionId);

export function markSend(t: Transition, decisionId: string, outcome: SendRecord['outcome']): void {
  const send = sendOf(t, decisionId);
  if (send) t.apply({ sends: [{ ...send, outcome }] });
}
