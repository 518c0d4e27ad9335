import { TicketApprovalDecided, TicketApprovalExpired, TicketApprovalSuperseded, type Actor } from '@mesh/contracts';
import { stepIdOf } from '@mesh/kernel';
import type { NodeName } from '../graph/nodes';
import type { WorkflowState } from '../state/workflow-state';
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
  const { result } = input;
  acceptOpeningByItsOutcome(t, input);
  const { approval } = t.state;
  if (approval?.approvalId !== input.approvalId)
    return result.outcome === 'decided' ? noteLate(t, input, result) : tooLate(t);
  t.apply({ approval: null });
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

/**
 * What became of an approval tells that it was opened, should that answer be late. What a person has decided counts as
 * long as the ticket is not with a person yet, even after the opening was given up.
 */
function acceptOpeningByItsOutcome(t: Transition, { approvalId, result }: RecordApprovalInput): void {
  const { position, handover } = t.state;
  const inHand = position.node === 'open_approval' && position.stepId === approvalId;
  if (!handover || !(inHand || (result.outcome === 'decided' && wasGivenUp(t.state, approvalId)))) return;
  approvalOpened(t, { kind: 'approval_opened', approvalId, dueAt: handover.dueAt });
}

const TO_A_PERSON: readonly NodeName[] = ['prepare', 'hand_over'];

const wasGivenUp = (state: WorkflowState, approvalId: string): boolean =>
  TO_A_PERSON.includes(state.position.node) && wasAskedFor(state, approvalId);

/** Whether this turn has asked for the approval. */
const wasAskedFor = ({ ticketId, turn, rounds }: WorkflowState, approvalId: string): boolean =>
  Array.from({ length: rounds.open_approval ?? 0 }, (_, round) =>
    stepIdOf(ticketId, turn, 'open_approval', round),
  ).includes(approvalId);

const tooLate = (t: Transition): void => t.ignore('approval_not_open');

/** The ticket went to a person before the decision was known: nothing is sent, but the decision is told, once. */
function noteLate(t: Transition, input: RecordApprovalInput, result: Decided): void {
  const { position, decisions, policy, turn } = t.state;
  const { decisionId, actor } = result;
  const isKnown = decisions.some((decision) => decision.decisionId === decisionId);
  if (position.node !== 'with_person' || isKnown || !wasAskedFor(t.state, input.approvalId)) return tooLate(t);
  t.apply({ decisions: [{ decisionId, turn, decision: 'hand_over', policyVersion: policy.version, by: actor.kind }] });
  if (result.decision === 'take_over') t.apply({ turn: input.turn });
  t.record(TicketApprovalDecided, { approvalId: input.approvalId, decisionId, decision: result.decision }, { actor });
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
