import type { Message } from '@mesh/contracts';
import type { WorkTransaction } from './work-transaction';

export interface DeadLetter {
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
}

/** What else happens, in the same transaction, when a message of this service is put aside. */
export abstract class DeadLetterPolicy {
  /** The message's data may be invalid: that may be why it is dead. */
  abstract onDead(message: Message, letter: DeadLetter, tx: WorkTransaction): Promise<void>;
}
