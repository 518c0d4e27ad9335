import { type ServiceName, deadLetterTopicOf } from '@mesh/contracts';
import { codeOf, newId, reasonOf } from '@mesh/kernel';
import type { WorkerDatabase } from '@mesh/persistence';
import type { DeadLetterPolicy } from '../handling/dead-letter-policy';
import { type InboxRow, messageOf } from '../inbox/inbox-row';
import type { PgInbox } from '../inbox/pg-inbox';
import { PendingEffects } from '../outbox/pending-effects';
import { insertOutboxCopies, writeEffects } from '../outbox/write-effects';
import { FailStepPolicy, deadLetterCopy } from './dead-letter-topic';

/**
 * Puts a row aside: status, copy for the dead-letter topic and what the policy adds, in one transaction. The position of
 * facts does not move: the later facts of that ticket wait for a redrive, so they are never applied out of order.
 */
export class Burial {
  constructor(
    private readonly database: WorkerDatabase,
    private readonly inbox: PgInbox,
    private readonly service: ServiceName,
    private readonly policy: DeadLetterPolicy,
  ) {}

  /** False when the row was no longer ours. */
  bury(row: InboxRow, error: unknown, attempts: number): Promise<boolean> {
    const message = messageOf(row);
    const letter = { code: codeOf(error), reason: reasonOf(error), attempts };
    return this.database.acrossTenants(async (scope) => {
      const { sql } = scope;
      if (!(await this.inbox.bury(sql, row, letter))) return false;
      await scope.enterTenant(row.tenant_id);
      // It may have been put aside before: a redrive does not make it sound.
      const effects = new PendingEffects(sql, this.service, { ...message, seed: newId() }, true);
      await this.policyFor(row).onDead(message, letter, effects);
      const copy = {
        ...deadLetterCopy(message, { ...letter, service: this.service, origin: row.origin }),
        id: newId(),
      };
      await insertOutboxCopies(sql, this.service, [{ message: copy, topic: deadLetterTopicOf(this.service) }]);
      await writeEffects(sql, this.service, [effects]);
      return true;
    });
  }

  /** What was faulty when it came in says nothing about the state of its ticket; a step is answered all the same. */
  private policyFor(row: InboxRow): DeadLetterPolicy {
    return row.condemned === null ? this.policy : answering;
  }
}

const answering = new FailStepPolicy();
