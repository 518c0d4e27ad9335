import { Injectable } from '@nestjs/common';
import { ExpireApproval } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { firstRow } from '@mesh/persistence';
import { lockTicket } from '../tickets/ticket-row';
import type { ApprovalRow } from './approval-row';
import { reportExpired } from './report-approval';

const EXPIRE = `
  UPDATE gateway.approvals SET status = 'expired', closed_at = now()
  WHERE tenant_id = $1 AND id = $2 AND status = 'open' RETURNING id, ticket_id, turn`;

/** Nobody decided in time. Whatever is no longer open was settled by somebody else. */
@Injectable()
@Handles(ExpireApproval)
export class ExpireApprovalHandler implements MessageHandler<typeof ExpireApproval> {
  async commit(command: MessageOf<typeof ExpireApproval>, _: void, tx: WorkTransaction): Promise<void> {
    const { ticketId, approvalId } = command.data;
    await lockTicket(tx, ticketId);
    type Expired = Pick<ApprovalRow, 'id' | 'ticket_id' | 'turn'>;
    const expired = await firstRow<Expired>(tx.sql, EXPIRE, [tx.tenantId, approvalId]);
    if (expired) reportExpired(tx, expired);
  }
}
