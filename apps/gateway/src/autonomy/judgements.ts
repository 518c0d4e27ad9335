import { JudgeCategory } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import type { WorkTransaction } from '@mesh/messaging';
import type { TenantSql } from '../tickets/tenant-sql';
import { currentPolicy } from '../turns/current-policy';
import type { JudgedCase } from './autonomy.decision';

export interface Judgement {
  /** Of the decision or the feedback; recording it again changes nothing. */
  readonly id: string;
  readonly category: string | null | undefined;
  readonly ticketId: string;
  readonly kind: 'approved' | 'edited' | 'rejected' | 'taken_over' | 'not_solved';
}

const INSERT = `
  INSERT INTO gateway.category_judgements (tenant_id, id, category, ticket_id, kind) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING`;

/** Sorts behind every ticket id, so that the audit log is locked last where commits are grouped. */
const POLICY_SUBJECT = 'policy';

/** Notes what a person made of a reply and, where the category earns its autonomy, has it judged afterwards. */
export async function recordJudgement(tx: WorkTransaction, judgement: Judgement): Promise<void> {
  const { id, category, ticketId, kind } = judgement;
  if (category === null || category === undefined) return;
  await tx.sql.run(INSERT, [tx.tenantId, id, category, ticketId, kind]);
  const { categories } = await currentPolicy(tx);
  if (!Object.hasOwn(categories, category) || categories[category]?.earns === undefined) return;
  const timer = { id: derivedId('judge-category', id), afterMs: 0 };
  tx.setTimer(JudgeCategory.draft(POLICY_SUBJECT, { category }), timer);
}

/** A change of the rule is a version in which it differs from the one before. */
const NEWEST = `
  WITH changes AS (
    SELECT created_at, policy->'categories'->$2 AS rule,
      lag(policy->'categories'->$2) OVER (ORDER BY version) AS before
    FROM gateway.policies WHERE tenant_id = $1)
  SELECT kind = 'approved' AS good, judged_at > coalesce(
      (SELECT max(created_at) FROM changes WHERE rule IS DISTINCT FROM before), '-infinity') AS "sinceChange"
  FROM gateway.category_judgements
  WHERE tenant_id = $1 AND category = $2 ORDER BY judged_at DESC, id LIMIT $3`;

/** The newest first. */
export const readJudgedCases = ({ tenantId, sql }: TenantSql, category: string, limit: number): Promise<JudgedCase[]> =>
  sql.rows<JudgedCase>(NEWEST, [tenantId, category, limit]);
