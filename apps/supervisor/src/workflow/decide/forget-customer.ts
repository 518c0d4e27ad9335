import { TicketApprovalSuperseded, TicketClosed } from '@mesh/contracts';
import { enterNode } from './enter-node';
import type { Transition } from './transition';
import type { ForgetInput } from './workflow-input';

/** Without the customer's words there is nothing left to work on. */
export function forgetCustomer(t: Transition, { actor }: ForgetInput): void {
  if (t.choose('onErasure', 'forget').to === 'same') return t.ignore('nothing_left');
  const { approval } = t.state;
  t.apply({ approval: null });
  enterNode(t, 'closed');
  if (approval) t.record(TicketApprovalSuperseded, { approvalId: approval.approvalId, cause: 'person' }, { actor });
  t.record(TicketClosed, { reason: 'customer_erased' }, { actor });
}
