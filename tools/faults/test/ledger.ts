import { type Message, PublishDocument } from '@mesh/contracts';
import { InboxReceiver } from '@mesh/messaging';
import { type DatabaseUrls, WorkerDatabase, migrate, provisionDatabase } from '@mesh/persistence';
import { messageFrom, waitFor } from '@mesh/testing';
import type { PostgresNode } from '../postgres-node';
import { ledgerService } from './ledger-service';

const PASSWORDS = { owner: 'test-owner-password', api: 'test-api-password', worker: 'test-worker-password' };
const DATABASE = 'mesh';
const TENANT = 'default';

/** The roles and the database of a mesh, with the tables of the ledger service. */
export async function prepareLedger(node: PostgresNode): Promise<DatabaseUrls> {
  const urls = await provisionDatabase(node.adminUrl, DATABASE, PASSWORDS);
  await migrate(urls.owner, [{ schema: ledgerService.name, migrations: ledgerService.migrations }]);
  return urls;
}

export interface Effect {
  readonly key: string;
  readonly version: number;
  readonly by: number;
  readonly at: Date;
}

/** What the service has noted down, in the order of its commits. */
export const readEffects = (node: PostgresNode): Promise<Effect[]> =>
  node.query<Effect>('SELECT key, version, by, at FROM research.effects ORDER BY position', DATABASE);

export interface InboxState {
  readonly status: string;
  readonly claims: number;
  readonly attempts: number;
}

export const readInbox = (node: PostgresNode): Promise<InboxState[]> =>
  node.query<InboxState>('SELECT status, claims, attempts FROM research.inbox', DATABASE);

export const readLedger = async (node: PostgresNode): Promise<ReadonlySet<number>> => {
  const rows = await node.query<{ id: string }>('SELECT id FROM research.ledger', DATABASE);
  return new Set(rows.map(({ id }) => Number(id)));
};

export const note = (key: string, version: number): Message =>
  messageFrom(PublishDocument.draft(key, { documentId: key, version }));

/** Puts messages into the inbox of the ledger service, which finds them at its next look. */
export const deliver = async (database: WorkerDatabase, ...messages: Message[]): Promise<void> => {
  await new InboxReceiver(database, ledgerService.name).receive(messages);
};

/** Writers that never stop, and what they were told. */
export class LedgerWriters {
  readonly acknowledged: number[] = [];
  /** What each write that failed threw. */
  readonly faults: unknown[] = [];
  /** The longest time that a write took, well or ill. */
  slowestMs = 0;
  private running = true;
  private next = Date.now() * 1_000;
  private readonly all: Promise<void>[];

  constructor(
    private readonly database: WorkerDatabase,
    count: number,
  ) {
    this.all = Array.from({ length: count }, () => this.write());
  }

  /** Waits until this many more writes were acknowledged. */
  async progress(description: string, more: number, timeoutMs?: number): Promise<void> {
    const before = this.acknowledged.length;
    await waitFor(description, () => this.acknowledged.length >= before + more, timeoutMs);
  }

  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.all);
  }

  private async write(): Promise<void> {
    while (this.running) {
      const id = (this.next += 1);
      const started = performance.now();
      try {
        await this.database.inTenant(TENANT, (sql) =>
          sql.run('INSERT INTO research.ledger VALUES ($1, $2)', [TENANT, id]),
        );
        this.acknowledged.push(id);
      } catch (error) {
        this.faults.push(error);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      this.slowestMs = Math.max(this.slowestMs, performance.now() - started);
    }
  }
}
