import type { History, Operation } from '../../ledger/history';
import type { SuperUser } from '../rig/super-user';
import { groupByKey } from './evidence';
import { type Finding, finding } from './finding';

interface Decided {
  readonly id: string;
  readonly status: string;
  readonly decision: string | null;
  readonly sent: string | null;
  readonly reply: string | null;
}

const DECIDED = `
  SELECT a.id::text AS id, a.status, a.decision, a.reply, m.body AS sent
  FROM gateway.approvals a
  LEFT JOIN gateway.outbound_sends s ON s.tenant_id = a.tenant_id AND s.approval_id = a.id
  LEFT JOIN gateway.messages m ON m.tenant_id = s.tenant_id AND m.id = s.message_id`;

/** Two people raced for each approval: one of them won, and what that one wanted is what happened. */
export async function judgeApprovals(history: History, database: SuperUser): Promise<Finding[]> {
  const rows = new Map((await database.rows<Decided>(DECIDED)).map((row) => [row.id, row]));
  return [...groupByKey(history.of('decision'))].flatMap(([id, attempts]) => judge(id, attempts, rows.get(id)));
}

function judge(id: string, attempts: readonly Operation[], row: Decided | undefined): Finding[] {
  const winners = attempts.filter(({ outcome }) => outcome === 'ok');
  if (winners.length > 1) return [finding('duplicate', `approval ${id}: ${winners.length} decisions were applied`)];
  const [winner] = winners;
  if (winner === undefined) return [];
  if (row?.status !== 'decided')
    return [finding('lost', `approval ${id}: decided, but it is ${row?.status ?? 'gone'}`)];
  const wanted = winner.details['decision'];
  if (row.decision !== wanted)
    return [finding('lost', `approval ${id}: ${wanted} was answered, ${row.decision} stands`)];
  const text = winner.details['reply'];
  const wrong = text !== '' && row.sent !== null && row.sent !== text;
  return wrong ? [finding('decision', `approval ${id}: what was sent is not what was written`)] : [];
}
