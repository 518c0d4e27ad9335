import { TicketApprovalDecided, TicketApprovalExpired, TicketApprovalSuperseded, type Actor } from '@mesh/contracts';
import { SYSTEM } from './actors';
import { approvalOpened } from './answers/gateway-answers';
import { researchAgain } from './answers/superseded-answer';
import { enterNode } from './enter-node';
import { orderSend } from './order-send';
import { prepareForPerson, recordHandedOver } from './to-a-person';
import type { Transition } from './transition';
import type { ApprovalOutcome, DraftInput, RecordApprovalInput } from './workflow-input';

type Decided = Extract<ApprovalOutcome, { outcome: 'decided' }>;

export function recordApproval(t: Transition, input: RecordApprovalInput): void {
  acceptOpeningByItsOutcome(t, input.approvalId);
  const { approval } = t.state;
  if (approval?.approvalId !== input.approvalId) return t.ignore('approval_not_open');
  t.apply({ approval: null });
  const { result } = input;
  switch (result.outcome) {
    case 'decided':
      return decided(t, input, result, approval.contentHash);
    case 'expired':
      t.record(TicketApprovalExpired, { approvalId: input.approvalId }, { actor: SYSTEM });
      return prepareForPerson(t, 'approval_expired');
    case 'superseded':
      return superseded(t, input.approvalId, result.cause);
  }
}

/** What became of an approval tells that it was opened, should that answer be late. */
function acceptOpeningByItsOutcome(t: Transition, approvalId: string): void {
  const { position, handover } = t.state;
  if (position.node !== 'open_approval' || position.stepId !== approvalId || !handover) return;
  approvalOpened(t, { kind: 'approval_opened', approvalId, dueAt: handover.dueAt });
}

function decided(t: Transition, input: RecordApprovalInput, result: Decided, shown: string): void {
  const { approvalId } = input;
  const { decision, decisionId, actor } = result;
  const editDistance = result.decision === 'edit' ? result.editDistance : undefined;
  const fact = { approvalId, decisionId, decision, ...(editDistance === undefined ? {} : { editDistance }) };
  if (decision === 'take_over') t.apply({ turn: input.turn });
  t.record(TicketApprovalDecided, fact, { actor });
  switch (result.decision) {
    case 'approve':
      return result.contentHash === shown ? send(t, result, approvalId, actor) : mismatch(t);
    case 'edit':
      return result.contentHash === shown && result.draft
        ? sendEdited(t, result, result.draft, approvalId)
        : mismatch(t);
    case 'reject':
      return draftAgain(t, result.guidance);
    case 'take_over':
      return takeOver(t, actor);
  }
}

function send(t: Transition, { decisionId, decision }: Decided, approvalId: string, actor: Actor): void {
  orderSend(t, { decisionId, actor, approvalId }, [
    { code: decision === 'edit' ? 'edited_by_person' : 'approved_by_person' },
  ]);
}

function sendEdited(t: Transition, result: Decided, draft: DraftInput, approvalId: string): void {
  const round = t.state.draft?.round ?? 0;
  t.apply({
    draft: { contentHash: draft.contentHash, cited: draft.cited, round },
    texts: { draft: draft.text },
    metrics: { edits: 1 },
  });
  send(t, result, approvalId, result.actor);
}

/** What was decided on is not what would be sent: nothing is sent. */
const mismatch = (t: Transition): void => prepareForPerson(t, 'step_failed', [{ code: 'content_mismatch' }]);

function draftAgain(t: Transition, guidance: string): void {
  t.apply({
    rejected: true,
    revisions: 0,
    verdict: null,
    intent: null,
    handover: null,
    texts: { feedback: guidance, package: null },
    metrics: { rejections: 1 },
  });
  enterNode(t, 'draft');
}

function takeOver(t: Transition, actor: Actor): void {
  enterNode(t, 'with_person');
  recordHandedOver(t, 'taken_over', { actor });
}

function superseded(t: Transition, approvalId: string, cause: 'message' | 'evidence' | 'person'): void {
  t.record(TicketApprovalSuperseded, { approvalId, cause }, { actor: SYSTEM });
  const chosen = t.choose('afterApproval', `superseded_by_${cause}`);
  if (chosen.to === 'superseded') return enterNode(t, 'superseded');
  if (chosen.to === 'research') return researchAgain(t);
  prepareForPerson(t, 'step_failed', [{ code: 'evidence_unstable' }]);
}
