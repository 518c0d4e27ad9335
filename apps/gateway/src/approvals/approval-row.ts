import type { Actor, CheckResult, Draft, Evidence, HandoverPackage, Reason, TriageResult } from '@mesh/contracts';
import type { CitedDocument } from '@mesh/kernel';
import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';

export const APPROVAL_STATUSES = ['open', 'held', 'decided', 'expired', 'superseded'] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];
export const DECISIONS = ['approve', 'edit', 'reject', 'take_over'] as const;
export type Decision = (typeof DECISIONS)[number];
export type SupersedeCause = 'message' | 'evidence' | 'person';

/** A request for a human decision. `reply` is the text of an edit; `content_hash` is that of what is shown. */
export interface ApprovalRow {
  readonly id: string;
  readonly ticket_id: string;
  readonly turn: number;
  readonly status: ApprovalStatus;
  readonly reason: string;
  readonly reasons: readonly Reason[];
  readonly risk: 'low' | 'medium' | 'high';
  readonly draft: Draft;
  readonly cited: readonly CitedDocument[];
  readonly evidence: readonly Evidence[];
  readonly checks: readonly CheckResult[];
  readonly triage: TriageResult | null;
  readonly package: HandoverPackage;
  readonly queue: string;
  readonly content_hash: string;
  readonly policy_version: number;
  readonly four_eyes: boolean;
  /** Who wrote the text that is shown now, when it is no longer the machine's. */
  readonly edited_by: string | null;
  readonly edit_distance: number | null;
  readonly respond_by: Date;
  readonly due_at: Date;
  readonly created_at: Date;
  /** How many decisions were taken on it, undone ones included. */
  readonly decisions: number;
  readonly decision: Decision | null;
  readonly decision_id: string | null;
  readonly decided_by: Actor | null;
  readonly decided_at: Date | null;
  readonly reply: string | null;
  readonly guidance: string | null;
  readonly release_at: Date | null;
  readonly superseded_by: SupersedeCause | null;
}

export const APPROVAL_COLUMNS = `id, ticket_id, turn, status, reason, reasons, risk, draft, cited, evidence, checks,
  triage, package, queue, content_hash, policy_version, four_eyes, edited_by, edit_distance, respond_by, due_at,
  created_at, decisions, decision, decision_id, decided_by, decided_at, reply, guidance, release_at, superseded_by`;

const FIND = `SELECT ${APPROVAL_COLUMNS} FROM gateway.approvals WHERE tenant_id = $1 AND id = $2`;

export const findApproval = ({ tenantId, sql }: TenantSql, id: string): Promise<ApprovalRow | undefined> =>
  firstRow(sql, FIND, [tenantId, id]);

/** Call it with the ticket's row lock in hand. */
export const lockApproval = ({ tenantId, sql }: TenantSql, id: string): Promise<ApprovalRow | undefined> =>
  firstRow(sql, `${FIND} FOR UPDATE`, [tenantId, id]);

const NEWEST = `
  SELECT ${APPROVAL_COLUMNS} FROM gateway.approvals WHERE tenant_id = $1 AND ticket_id = $2
  ORDER BY created_at DESC LIMIT 1`;

/** The newest request of a ticket, whatever became of it. */
export const newestApproval = ({ tenantId, sql }: TenantSql, ticketId: string): Promise<ApprovalRow | undefined> =>
  firstRow(sql, NEWEST, [tenantId, ticketId]);

/** The draft as it is shown: with the text of an edit, where there is one. */
export const shownDraft = (approval: Pick<ApprovalRow, 'draft' | 'reply'>): Draft =>
  approval.reply === null ? approval.draft : { ...approval.draft, body: approval.reply };
