import { TicketReopened, TicketReplyFailed } from '@mesh/contracts';
import { SYSTEM } from './actors';
import { markSend } from './order-send';
import { prepareForPerson } from './to-a-person';
import type { Transition } from './transition';
import type { RecordDeliveryInput } from './workflow-input';

/** The ticket counted as answered and is not: it goes to a person, unless a newer turn has taken over since. */
export function recordDelivery(t: Transition, { decisionId, outcome, code, turn }: RecordDeliveryInput): void {
  markSend(t, decisionId, outcome);
  t.record(TicketReplyFailed, { decisionId, code }, { actor: SYSTEM, turn });
  if (turn !== t.state.turn || t.choose('onLostReply', outcome).to !== 'hand_over') return;
  if (t.standsAtRest()) {
    t.apply({ status: 'received', outcome: null, handover: null });
    t.record(TicketReopened, { cause: 'delivery' }, { actor: SYSTEM });
  }
  const reason = `delivery_${outcome}` as const;
  prepareForPerson(t, reason, [{ code: reason }, { code: code.toLowerCase() }]);
}
