import type { TicketStatus } from '@mesh/contracts';
import type { WorkTransaction } from '@mesh/messaging';
import { type Judgement, recordJudgement } from '../autonomy/judgements';
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
  await recordJudgement(tx, judgementOf(ticket, approval));
  return changeTicket(tx, ticket, {
    turn,
    override: { status: STATUS_AFTER[decision], until: { kind: 'approval', approvalId: approval.id, turn } },
  });
}

const KIND = { approve: 'approved', edit: 'edited', reject: 'rejected', take_over: 'taken_over' } as const;

/** A text that somebody changed before somebody else approved it counts as edited. */
function judgementOf(ticket: TicketRow, approval: ApprovalRow): Judgement {
  const kind = KIND[approval.decision ?? 'approve'];
  return {
    id: approval.decision_id ?? approval.id,
    category: approval.triage?.category,
    ticketId: ticket.id,
    kind: kind === 'approved' && approval.reply !== null ? 'edited' : kind,
  };
}
