import type { TicketStatus } from '@mesh/contracts';
import type { WorkTransaction } from '@mesh/messaging';
import { type TicketRow, changeTicket } from '../tickets/ticket-row';
import type { ApprovalRow, Decision } from './approval-row';
import { reportDecided } from './report-approval';

const STATUS_AFTER: Readonly<Record<Decision, TicketStatus>> = {
  approve: 'sending',
  edit: 'sending',
  reject: 'drafting',
  take_over: 'with_person',
};

/** The supervisor is told, and the ticket shows at once what was decided. A take-over silences the mesh: new turn. */
export async function takeEffect(tx: WorkTransaction, ticket: TicketRow, approval: ApprovalRow): Promise<TicketRow> {
  const decision = approval.decision ?? 'approve';
  const turn = decision === 'take_over' ? ticket.turn + 1 : ticket.turn;
  reportDecided(tx, approval, turn);
  return changeTicket(tx, ticket, {
    turn,
    override: { status: STATUS_AFTER[decision], until: { kind: 'approval', approvalId: approval.id, turn } },
  });
}
