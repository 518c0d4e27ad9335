import { FailStep, type Message, type ServiceName } from '@mesh/contracts';
import { type DeadLetter, DeadLetterPolicy } from '../handling/dead-letter-policy';
import type { WorkTransaction } from '../handling/work-transaction';
import { stepOf } from '../inbox/step-of';

/** A step that is given up is answered with `fail_step`, so that the ticket goes to a person. */
export class FailStepPolicy extends DeadLetterPolicy {
  onDead(message: Message, letter: DeadLetter, tx: WorkTransaction): Promise<void> {
    const step = stepOf(message);
    if (step) {
      tx.send(FailStep.draft(step.ticketId, { step, code: letter.code, attempts: letter.attempts }));
    }
    return Promise.resolve();
  }
}

/** The copy of a dead message for its topic: the original with the reason beside it. */
export function deadLetterCopy(message: Message, letter: DeadLetter, service: ServiceName): Message {
  return {
    ...message,
    data: { reason: letter.code, attempts: letter.attempts, service, original: message.data },
  };
}
