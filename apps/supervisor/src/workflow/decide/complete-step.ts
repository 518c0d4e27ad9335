import type { WorkDone } from '@mesh/contracts';
import { unreachable } from '@mesh/kernel';
import { NODES } from '../graph/nodes';
import { drafted } from './answers/draft-answer';
import {
  approvalOpened,
  handedOver,
  handoverPrepared,
  recordReplySent,
  replyFailed,
  replySent,
} from './answers/gateway-answers';
import { evidenceFound } from './answers/research-answer';
import { reviewed } from './answers/review-answer';
import { superseded } from './answers/superseded-answer';
import { classified } from './answers/triage-answer';
import { giveUpStep } from './give-up-step';
import { whyNotInHand } from './step-in-hand';
import type { Transition } from './transition';
import type { CompleteStepInput, StepAnswer } from './workflow-input';

export function completeStep(t: Transition, input: CompleteStepInput): void {
  const { answer, work, step } = input;
  const tooLate = whyNotInHand(t.state, step);
  countWork(t, t.state.position.node, work, tooLate === null);
  if (tooLate !== null) {
    t.ignore(tooLate);
    return answer.kind === 'reply_sent' ? recordReplySent(t, answer, work) : undefined;
  }
  if (!fits(t, answer)) return giveUpStep(t, 'onFailure', 'RESULT_UNEXPECTED', step.attempt);
  accept(t, answer, work);
}

function countWork(t: Transition, node: string, work: WorkDone, inHand: boolean): void {
  const { durationMs, costMicros, inputTokens, outputTokens } = work;
  t.apply({ metrics: { steps: 1, durationMs, costMicros, inputTokens, outputTokens } });
  if (inHand) t.apply({ workMs: { [node]: durationMs } });
}

function fits(t: Transition, answer: StepAnswer): boolean {
  const node = NODES[t.state.position.node];
  if (node.kind !== 'step') return false;
  if ('decisionId' in answer && answer.decisionId !== t.state.order?.decisionId) return false;
  if (answer.kind === 'approval_opened' && answer.approvalId !== t.state.position.stepId) return false;
  return answer.kind === 'superseded' || node.answers.includes(answer.kind);
}

function accept(t: Transition, answer: StepAnswer, work: WorkDone): void {
  switch (answer.kind) {
    case 'classified':
      return classified(t, answer, work);
    case 'evidence_found':
      return evidenceFound(t, answer, work);
    case 'drafted':
      return drafted(t, answer, work);
    case 'reviewed':
      return reviewed(t, answer, work);
    case 'handover_prepared':
      return handoverPrepared(t, answer);
    case 'approval_opened':
      return approvalOpened(t, answer, work);
    case 'handed_over':
      return handedOver(t);
    case 'reply_sent':
      return replySent(t, answer, work);
    case 'reply_failed':
      return replyFailed(t, answer, work);
    case 'superseded':
      return superseded(t, answer);
    default:
      return unreachable(answer);
  }
}
