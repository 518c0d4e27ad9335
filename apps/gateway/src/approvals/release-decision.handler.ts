import { Injectable } from '@nestjs/common';
import { ReleaseDecision } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { firstRow } from '@mesh/persistence';
import { lockTicket } from '../tickets/ticket-row';
import { APPROVAL_COLUMNS, type ApprovalRow } from './approval-row';
import { takeEffect } from './take-effect';

const RELEASE = `
  UPDATE gateway.approvals SET status = 'decided', closed_at = now(), release_at = NULL
  WHERE tenant_id = $1 AND id = $2 AND status = 'held' AND decision_id = $3 RETURNING ${APPROVAL_COLUMNS}`;

/** The time to undo is over: the decision takes effect, unless it was undone or superseded meanwhile. */
@Injectable()
@Handles(ReleaseDecision)
export class ReleaseDecisionHandler implements MessageHandler<typeof ReleaseDecision> {
  async commit(command: MessageOf<typeof ReleaseDecision>, _: void, tx: WorkTransaction): Promise<void> {
    const { ticketId, approvalId, decisionId } = command.data;
    const ticket = await lockTicket(tx, ticketId);
    const released = await firstRow<ApprovalRow>(tx.sql, RELEASE, [tx.tenantId, approvalId, decisionId]);
    if (ticket && released) await takeEffect(tx, ticket, released);
  }
}
