import { TicketReviewed, type Reason, type WorkDone } from '@mesh/contracts';
import { policyActor } from '../actors';
import { enterNode, nextStepIdOf } from '../enter-node';
import { orderSend } from '../order-send';
import { decideForPerson } from '../to-a-person';
import type { Transition } from '../transition';
import type { AnswerOf } from '../workflow-input';

export function reviewed(t: Transition, answer: AnswerOf<'reviewed'>, work: WorkDone): void {
  const { outcome, checks } = answer;
  const round = t.state.draft?.round ?? 0;
  t.apply({ verdict: { outcome, checks } });
  const record = (): void => t.record(TicketReviewed, { round, outcome, checks }, { actor: work.actor, work });
  if (t.choose('afterReview', 'reviewed').to === 'draft') {
    t.apply({ revisions: t.state.revisions + 1, texts: { feedback: answer.feedback }, metrics: { revisions: 1 } });
    enterNode(t, 'draft');
    return record();
  }
  record();
  applyPolicy(t);
}

function applyPolicy(t: Transition): void {
  enterNode(t, 'decide');
  const chosen = t.choose('afterDecision', 'judged');
  if (chosen.to !== 'send') return decideForPerson(t, chosen, t.reasons('afterDecision', 'judged'));
  const actor = policyActor(t.state);
  orderSend(t, { decisionId: nextStepIdOf(t.state, 'send'), actor }, reasonsToSend(t, chosen.when.name));
}

function reasonsToSend(t: Transition, code: string): Reason[] {
  const { triage, found } = t.state;
  return [
    { code },
    ...(triage ? [{ code: 'triage_confidence', value: triage.confidence }] : []),
    ...(found ? [{ code: 'evidence_confidence', value: found.confidence }] : []),
  ];
}
