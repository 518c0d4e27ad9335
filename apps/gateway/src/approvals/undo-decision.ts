import { Inject, Injectable } from '@nestjs/common';
import { ProblemException } from '@mesh/bootstrap';
import { TransactionalOutbox } from '@mesh/messaging';
import { firstRow } from '@mesh/persistence';
import { appendAudit } from '../audit/audit-log';
import type { Principal } from '../identity';
import { originOf, personOf } from '../tickets/acting';
import { APPROVAL_COLUMNS, type ApprovalRow } from './approval-row';
import { cancelRelease, setExpiry } from './approval-timers';
import { approvalView } from './approval.view';
import { lockBoth } from './decide-approval';

/** Under four eyes the text of an earlier edit stays; otherwise the draft is shown again as it was. */
const REOPEN = `
  UPDATE gateway.approvals SET status = 'open', decision = NULL, decision_id = NULL, decided_by = NULL,
    decided_at = NULL, guidance = NULL, release_at = NULL, reply = CASE WHEN edited_by IS NULL THEN NULL ELSE reply END,
    edit_distance = CASE WHEN edited_by IS NULL THEN NULL ELSE edit_distance END
  WHERE tenant_id = $1 AND id = $2 AND status = 'held'
  RETURNING ${APPROVAL_COLUMNS}, greatest(0, extract(epoch FROM due_at - now()) * 1000)::int AS left_ms`;

/** Takes a held decision back. Too late once it has taken effect: then 409 with the `current` approval. */
@Injectable()
export class UndoDecision {
  constructor(@Inject(TransactionalOutbox) private readonly outbox: TransactionalOutbox) {}

  execute(principal: Principal, approvalId: string): Promise<ApprovalRow> {
    return this.outbox.run(originOf(principal), async (tx) => {
      const { approval } = await lockBoth(tx, approvalId);
      type Reopened = ApprovalRow & { readonly left_ms: number };
      const reopened = await firstRow<Reopened>(tx.sql, REOPEN, [tx.tenantId, approvalId]);
      if (!reopened || approval.decision_id === null) throw tooLate(approval);
      cancelRelease(tx, approval.decision_id);
      setExpiry(tx, reopened, reopened.left_ms);
      await appendAudit(tx, {
        actor: personOf(principal),
        action: 'approval.undone',
        subject: approval.id,
        details: { ticketId: approval.ticket_id, decisionId: approval.decision_id },
        correlationId: principal.correlationId,
      });
      return reopened;
    });
  }
}

const tooLate = (approval: ApprovalRow): ProblemException =>
  new ProblemException(409, 'APPROVAL_NOT_HELD', `The approval is ${approval.status}.`, {
    current: approvalView(approval),
  });
