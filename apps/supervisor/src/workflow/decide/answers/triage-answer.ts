import { TicketClosed, TicketTriaged, type WorkDone } from '@mesh/contracts';
import { policyActor } from '../actors';
import { enterNode, nextStepIdOf } from '../enter-node';
import { proceed } from '../proceed';
import { recordDecision } from '../to-a-person';
import type { Transition } from '../transition';
import type { AnswerOf } from '../workflow-input';

export function classified(t: Transition, { triage }: AnswerOf<'classified'>, work: WorkDone): void {
  t.apply({ triage, tags: [triage.category, ...triage.flags] });
  const record = (): void => t.record(TicketTriaged, { triage }, { actor: work.actor, work });
  if (t.choose('afterTriage', 'classified').to === 'closed') return closeAsSpam(t, record);
  proceed(t, 'afterTriage', 'classified', record);
}

function closeAsSpam(t: Transition, record: () => void): void {
  record();
  const decisionId = nextStepIdOf(t.state, 'closed');
  const cause = { actor: policyActor(t.state) };
  enterNode(t, 'closed');
  recordDecision(t, 'close', decisionId, [{ code: 'spam' }], cause);
  t.record(TicketClosed, { reason: 'spam' }, cause);
}
