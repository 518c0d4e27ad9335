import type { SuperUser } from '../rig/super-user';
import { type Finding, type FindingKind, finding } from './finding';

interface Rule {
  readonly kind: FindingKind;
  readonly says: string;
  /** Returns the offenders as `what`. */
  readonly sql: string;
}

/** What the tables must agree on, whatever happened; every row that comes back is a fault. */
const RULES: readonly Rule[] = [
  {
    kind: 'duplicate',
    says: 'a decision with several messages to the customer',
    sql: `SELECT decision_id::text AS what FROM gateway.messages WHERE author = 'mesh' AND decision_id IS NOT NULL
          GROUP BY tenant_id, decision_id HAVING count(*) > 1`,
  },
  {
    kind: 'decision',
    says: 'a message of the mesh without a recorded send',
    sql: `SELECT m.id::text AS what FROM gateway.messages m WHERE m.author = 'mesh' AND NOT EXISTS (
            SELECT 1 FROM gateway.outbound_sends s WHERE s.tenant_id = m.tenant_id AND s.message_id = m.id)`,
  },
  {
    kind: 'decision',
    says: 'an automatic send without a decision on its timeline',
    sql: `SELECT s.decision_id::text AS what FROM gateway.outbound_sends s WHERE s.origin = 'automatic' AND NOT EXISTS (
            SELECT 1 FROM gateway.timeline t WHERE t.tenant_id = s.tenant_id AND t.ticket_id = s.ticket_id
              AND t.turn = s.turn AND t.type = 'support.ticket.decided.v1')`,
  },
  {
    kind: 'decision',
    says: 'an approved send that nobody has approved',
    sql: `SELECT s.decision_id::text AS what FROM gateway.outbound_sends s WHERE s.origin = 'approved' AND NOT EXISTS (
            SELECT 1 FROM gateway.approvals a WHERE a.tenant_id = s.tenant_id AND a.id = s.approval_id
              AND a.status = 'decided' AND a.decision IN ('approve', 'edit') AND a.decision_id = s.decision_id)`,
  },
  {
    kind: 'lost',
    says: 'an approval that was granted and led to nothing',
    sql: `SELECT a.id::text AS what FROM gateway.approvals a
          JOIN gateway.tickets t ON t.tenant_id = a.tenant_id AND t.id = a.ticket_id
          WHERE a.status = 'decided' AND a.decision IN ('approve', 'edit') AND t.turn = a.turn
            AND t.status = 'awaiting_approval' AND NOT EXISTS (
              SELECT 1 FROM gateway.outbound_sends s WHERE s.tenant_id = a.tenant_id AND s.approval_id = a.id)
            AND NOT EXISTS (SELECT 1 FROM gateway.approvals o WHERE o.tenant_id = a.tenant_id
              AND o.ticket_id = a.ticket_id AND o.status = 'open')`,
  },
];

export async function judgeSends(database: SuperUser): Promise<Finding[]> {
  const found = await Promise.all(
    RULES.map(async ({ kind, says, sql }) => {
      const rows = await database.rows<{ what: string }>(sql);
      return rows.map(({ what }) => finding(kind, `${says}: ${what}`));
    }),
  );
  return found.flat();
}
