import { Actor, CheckResult, Evidence, HandoverPackage, Reason, Risk, Sha256, TriageResult } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { TextWithCitations, textView } from '../tickets/text.view';
import { APPROVAL_STATUSES, type ApprovalRow, DECISIONS, shownDraft } from './approval-row';
import { NextCursor } from '../http/next-cursor';

const Schema = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  turn: z.number().int(),
  status: z.enum(APPROVAL_STATUSES),
  reason: z.string(),
  reasons: z.array(Reason),
  risk: Risk,
  draft: TextWithCitations,
  /** Decide with this hash; it changes whenever what is shown changes. */
  contentHash: Sha256,
  policyVersion: z.number().int(),
  evidence: z.array(Evidence),
  checks: z.array(CheckResult),
  triage: TriageResult.optional(),
  package: HandoverPackage,
  queue: z.string(),
  fourEyes: z.boolean(),
  editedBy: z.string().optional(),
  /** When the queue promised an answer. */
  respondBy: z.string(),
  /** When it expires. */
  dueAt: z.string(),
  createdAt: z.string(),
  decision: z
    .object({
      id: z.uuid(),
      decision: z.enum(DECISIONS),
      by: Actor,
      at: z.string(),
      /** Until then it can be taken back. */
      releaseAt: z.string().optional(),
    })
    .optional(),
  supersededBy: z.enum(['message', 'evidence', 'person']).optional(),
});

export class ApprovalView extends createZodDto(Schema) {}
export class ApprovalList extends createZodDto(z.object({ items: z.array(Schema), nextCursor: NextCursor })) {}

export function approvalView(row: ApprovalRow): z.output<typeof Schema> {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    turn: row.turn,
    status: row.status,
    reason: row.reason,
    reasons: [...row.reasons],
    risk: row.risk,
    draft: textView(shownDraft(row)),
    contentHash: row.content_hash,
    policyVersion: row.policy_version,
    evidence: [...row.evidence],
    checks: [...row.checks],
    triage: row.triage ?? undefined,
    package: row.package,
    queue: row.queue,
    fourEyes: row.four_eyes,
    editedBy: row.edited_by ?? undefined,
    respondBy: row.respond_by.toISOString(),
    dueAt: row.due_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    decision: decisionOf(row),
    supersededBy: row.superseded_by ?? undefined,
  };
}

function decisionOf(row: ApprovalRow) {
  if (row.decision === null || row.decision_id === null || row.decided_by === null) return undefined;
  return {
    id: row.decision_id,
    decision: row.decision,
    by: row.decided_by,
    at: (row.decided_at ?? row.created_at).toISOString(),
    releaseAt: row.release_at?.toISOString(),
  };
}
