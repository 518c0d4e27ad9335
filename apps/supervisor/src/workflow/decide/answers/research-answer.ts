import { TicketResearched, type WorkDone } from '@mesh/contracts';
import { proceed } from '../proceed';
import type { Transition } from '../transition';
import type { AnswerOf } from '../workflow-input';

export function evidenceFound(t: Transition, answer: AnswerOf<'evidence_found'>, work: WorkDone): void {
  const { evidence, answerable, confidence, reasons } = answer;
  const found = { evidence, answerable, confidence, reasons };
  t.apply({ found, texts: { evidence: answer.text } });
  proceed(t, 'afterResearch', 'evidence_found', () =>
    t.record(
      TicketResearched,
      { answerable, confidence, evidence: [...evidence], reasons: [...reasons] },
      { actor: work.actor, work },
    ),
  );
}
