import { FailStep, type Message, type ServiceName, StepRef, deadLetterTopicOf } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import type { WorkerDatabase } from '@mesh/persistence';
import { deadLetterCopy } from '../dead-letters/dead-letter-topic';
import { isDeadLetterTopic } from '../transport/routes';
import type { MessageRefused } from '../transport/message-refused';
import { PendingEffects } from './pending-effects';
import type { Unsent } from './pg-outbox';
import { insertOutboxCopies, writeEffects } from './write-effects';

/**
 * Takes a message out of the way that no broker will ever carry, so that the rest of the outbox goes on: it is marked,
 * told of on the dead-letter topic without its text, and if it belonged to a step the step fails, so that the ticket goes
 * to a person. All in one transaction.
 */
export class RefusedMessages {
  constructor(
    private readonly database: WorkerDatabase,
    private readonly service: ServiceName,
  ) {}

  /** False when it was marked already. */
  setAside(row: Unsent, refusal: MessageRefused): Promise<boolean> {
    const { message } = row;
    return this.database.acrossTenants(async (scope) => {
      const { sql } = scope;
      const marked = await sql.run(
        `UPDATE ${this.service}.outbox SET sent_at = now(), refused_code = $2 WHERE position = $1 AND sent_at IS NULL`,
        [row.position, refusal.code],
      );
      if (marked === 0) return false;
      await scope.enterTenant(message.tenantId);
      const topic = deadLetterTopicOf(this.service);
      await insertOutboxCopies(sql, this.service, [{ message: this.copyOf(row, refusal), topic }]);
      await writeEffects(sql, this.service, [
        this.answer(message, refusal, new PendingEffects(sql, this.service, message, true)),
      ]);
      return true;
    });
  }

  private copyOf({ message, topic }: Unsent, { code, bytes }: MessageRefused): Message {
    const facts = { code, attempts: 1, service: this.service, origin: null };
    const copy = deadLetterCopy({ ...message, data: null }, facts);
    const told = isDeadLetterTopic(topic) ? { ...(message.data as object), original: null } : (copy.data as object);
    return { ...copy, id: derivedId('refused', message.id), data: { ...told, bytes } };
  }

  /** The step that was asked for, or whose answer this was, is given up. */
  private answer(message: Message, { code }: MessageRefused, effects: PendingEffects): PendingEffects {
    const step = StepRef.safeParse((message.data as { step?: unknown } | null)?.step).data;
    if (step && message.type !== FailStep.type) {
      effects.send(FailStep.draft(step.ticketId, { step, code, attempts: 1 }));
    }
    return effects;
  }
}
