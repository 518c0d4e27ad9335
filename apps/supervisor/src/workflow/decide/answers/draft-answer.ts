import { TicketDrafted, type WorkDone } from '@mesh/contracts';
import { proceed } from '../proceed';
import type { Transition } from '../transition';
import type { AnswerOf } from '../workflow-input';

export function drafted(t: Transition, answer: AnswerOf<'drafted'>, work: WorkDone): void {
  const { contentHash, cited } = answer;
  const { round } = t.state.position;
  t.apply({ draft: { contentHash, cited, round }, verdict: null, texts: { draft: answer.text, feedback: null } });
  proceed(t, 'afterDraft', 'drafted', () =>
    t.record(TicketDrafted, { round, contentHash, cited: [...cited] }, { actor: work.actor, work }),
  );
}
