import { type MessageDraft, WithdrawResolution } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { InboxReceiver } from '@mesh/messaging';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, messageFrom, testDatabase, waitFor } from '@mesh/testing';
import { ChildService } from './child-service';
import { TOLD, workingService } from './working-service';

export const orderOf = (told = false): MessageDraft => {
  const id = newId();
  return WithdrawResolution.draft(id, { decisionId: id, reason: told ? TOLD : 'outdated' });
};

/** Processes of one service on one database, and what their work came to. */
export class WorkingBench {
  private readonly children: ChildService[] = [];

  private constructor(
    readonly database: TestDatabase,
    private readonly worker: WorkerDatabase,
  ) {}

  static async open(): Promise<WorkingBench> {
    const database = await testDatabase([{ schema: 'research', migrations: workingService.migrations }]);
    return new WorkingBench(database, await WorkerDatabase.open(database.urls.worker, 2, 'bench'));
  }

  start(environment: Record<string, string> = {}): ChildService {
    const child = new ChildService('run-working.ts', {
      DATABASE_API_URL: this.database.urls.api,
      DATABASE_WORKER_URL: this.database.urls.worker,
      DATABASE_MAX_CONNECTIONS: '4',
      INBOX_LEASE_MS: '1000',
      INBOX_POLL_MS: '50',
      ...environment,
    });
    this.children.push(child);
    return child;
  }

  /** Puts orders into the inbox, as a transport does. Returns their ids. */
  async deliver(...drafts: MessageDraft[]): Promise<string[]> {
    const messages = drafts.map((draft) => messageFrom(draft));
    await new InboxReceiver(this.worker, 'research').receive(messages);
    return messages.map(({ id }) => id);
  }

  /** How often each message had its effect. */
  async effects(): Promise<Map<string, number>> {
    const rows = await this.database.query<{ message_id: string; n: number }>(
      'SELECT message_id, count(*)::int AS n FROM research.effects GROUP BY 1',
    );
    return new Map(rows.map(({ message_id, n }) => [message_id, n]));
  }

  /** Waits until each of these messages has had its effect. */
  async untilDone(ids: readonly string[], timeoutMs = 15_000): Promise<Map<string, number>> {
    return waitFor(
      'every message to be worked on',
      async () => {
        const effects = await this.effects();
        return ids.every((id) => effects.has(id)) && effects;
      },
      timeoutMs,
    );
  }

  /** Load goes on no faster than the work. */
  async untilFewerAreOpen(most: number): Promise<void> {
    await waitFor('the work to keep up', async () => {
      const open = await this.database.query(`SELECT 1 FROM research.inbox WHERE status = 'open'`);
      return open.length < most;
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop('SIGKILL')));
    await this.worker.close();
    await this.database.drop();
  }
}
