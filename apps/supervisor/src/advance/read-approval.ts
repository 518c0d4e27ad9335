import type { DataOf, Draft, RecordApproval } from '@mesh/contracts';
import { hashOf } from '@mesh/kernel';
import type { ApprovalDecisionInput, ApprovalOutcome, RecordApprovalInput } from '../workflow/decide/workflow-input';
import { editDraft } from './edit-draft';
import { readDraft } from './read-step';
import type { Reading } from './reading';
import type { SomeTexts } from './turn-texts';

type Data = DataOf<typeof RecordApproval>;
type Decided = Extract<Data, { outcome: 'decided' }>;

/** What the shown draft was, for an edit of it. */
export interface ShownDraft {
  readonly draft: Draft | undefined;
  readonly policyVersion: number;
}

export function readRecordApproval(data: Data, shown: ShownDraft): Reading<RecordApprovalInput> {
  const { ticketId, turn, approvalId } = data;
  const { result, texts } = readOutcome(data, shown);
  return { input: { kind: 'record_approval', ticketId, turn, approvalId, result }, texts };
}

function readOutcome(data: Data, shown: ShownDraft): { result: ApprovalOutcome; texts: SomeTexts } {
  if (data.outcome === 'expired') return { result: { outcome: data.outcome }, texts: {} };
  if (data.outcome === 'superseded') return { result: { outcome: data.outcome, cause: data.cause }, texts: {} };
  const { outcome, decisionId, actor, contentHash } = data;
  const { decision, texts } = readDecision(data, shown);
  return { result: { outcome, decisionId, actor, contentHash, ...decision }, texts };
}

function readDecision(data: Decided, shown: ShownDraft): { decision: ApprovalDecisionInput; texts: SomeTexts } {
  const { decision } = data;
  if (decision === 'edit') return readEdit(data, shown);
  if (decision !== 'reject') return { decision: { decision }, texts: {} };
  const feedback = data.guidance ?? '';
  return { decision: { decision, guidance: hashOf(feedback) }, texts: { feedback } };
}

function readEdit({ reply, editDistance }: Decided, { draft, policyVersion }: ShownDraft) {
  const edited = draft && reply !== undefined ? editDraft(draft, reply) : undefined;
  return {
    decision: { decision: 'edit' as const, draft: edited ? readDraft(edited, policyVersion) : null, editDistance },
    texts: edited ? { draft: edited } : {},
  };
}
