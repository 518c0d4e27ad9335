import type { WorkTransaction } from '@mesh/messaging';
import type { ApprovalRow, SupersedeCause } from './approval-row';
import { cancelExpiry, cancelRelease } from './approval-timers';
import { reportSuperseded } from './report-approval';

type Superseded = Pick<ApprovalRow, 'id' | 'ticket_id' | 'turn' | 'decisions' | 'decision_id'>;

const PUT_ASIDE = `UPDATE gateway.approvals
  SET status = 'superseded', superseded_by = $3, closed_at = now(), release_at = NULL`;
const RETURNING = 'RETURNING id, ticket_id, turn, decisions, decision_id';
const OF_TICKET = `${PUT_ASIDE} WHERE tenant_id = $1 AND ticket_id = $2 AND status IN ('open', 'held') ${RETURNING}`;
const CITING = `${PUT_ASIDE}
  WHERE tenant_id = $1 AND status IN ('open', 'held') AND EXISTS (
    SELECT 1 FROM jsonb_to_recordset(cited) AS document("documentId" text, "documentVersion" int)
    WHERE document."documentId" = $2 AND document."documentVersion" < $4)
  ${RETURNING}`;

/** Puts aside what is open or held on a ticket. Call it with the ticket's row lock in hand. */
export async function supersedePending(
  tx: WorkTransaction,
  ticketId: string,
  cause: 'message' | 'person',
): Promise<number> {
  return settle(tx, await tx.sql.rows<Superseded>(OF_TICKET, [tx.tenantId, ticketId, cause]), cause);
}

/** Puts aside every open or held request that cites an older version of the document. */
export async function supersedeCiting(tx: WorkTransaction, documentId: string, version: number): Promise<number> {
  const rows = await tx.sql.rows<Superseded>(CITING, [tx.tenantId, documentId, 'evidence', version]);
  return settle(tx, rows, 'evidence');
}

function settle(tx: WorkTransaction, superseded: readonly Superseded[], cause: SupersedeCause): number {
  for (const approval of superseded) {
    cancelExpiry(tx, approval);
    if (approval.decision_id !== null) cancelRelease(tx, approval.decision_id);
    reportSuperseded(tx, approval, cause);
  }
  return superseded.length;
}
