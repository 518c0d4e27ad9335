import { FailStep, type Message, type ServiceName } from '@mesh/contracts';
import { type DeadLetter, DeadLetterPolicy } from '../handling/dead-letter-policy';
import type { WorkTransaction } from '../handling/work-transaction';
import { stepOf } from '../inbox/step-of';
import type { StoredOrigin } from '../inbox/stored-origin';

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

/** What is told of a dead message besides itself. */
export interface DeadLetterFacts extends Pick<DeadLetter, 'attempts' | 'code'> {
  readonly service: ServiceName;
  readonly origin: StoredOrigin | null;
}

/** The copy of a dead message for its topic: the original with the reason, and where it lay, beside it. */
export const deadLetterCopy = (message: Message, { code, attempts, service, origin }: DeadLetterFacts): Message => ({
  ...message,
  data: { reason: code, attempts, service, origin, original: message.data },
});
