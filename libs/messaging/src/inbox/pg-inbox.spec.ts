import { PublishDocument } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, messageFrom, testDatabase } from '@mesh/testing';
import { messagingMigrations } from '../migrations/messaging-migrations';
import { type ClaimRequest, PgInbox } from './pg-inbox';
import { InboxReceiver } from './receiver';

describe('how the next messages are chosen when several tenants wait', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  beforeAll(async () => {
    database = await testDatabase([{ schema: 'research', migrations: [...messagingMigrations('research')] }]);
    worker = await WorkerDatabase.open(database.urls.worker, 2, 'test');
  });
  afterEach(() => database.query('TRUNCATE research.inbox'));
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });

  const waiting = async (tenantId: string, count: number): Promise<string[]> => {
    const keys = Array.from({ length: count }, (_, n) => `${tenantId}-${n}`);
    const drafts = keys.map((key) => PublishDocument.draft(key, { documentId: key, version: 1 }));
    await new InboxReceiver(worker, 'research').receive(
      drafts.map((draft) => ({ ...messageFrom(draft), id: newId(), tenantId })),
    );
    return keys;
  };
  const claimed = async (request: Partial<ClaimRequest> & { readonly most: number }): Promise<string[]> => {
    const inbox = new PgInbox(worker, 'research', newId());
    const rows = await inbox.claim({ leaseMs: 60_000, mostOfTenant: request.most, held: new Map(), ...request });
    return rows.map(({ key }) => key);
  };

  it('F26: takes as many of a quiet tenant as of one with a long backlog that came first', async () => {
    const noisy = await waiting('noisy', 40);
    const quiet = await waiting('quiet', 3);
    expect(await claimed({ most: 8 })).toEqual([...noisy.slice(0, 5), ...quiet]);
  });

  it('F26: gives the next free place to whoever has least in hand', async () => {
    const [, , third] = [await waiting('noisy', 9), await waiting('other', 9), await waiting('quiet', 1)];
    const held = new Map([
      ['noisy', 50],
      ['other', 2],
    ]);
    expect(await claimed({ most: 1, mostOfTenant: 100, held })).toEqual(third);
    expect(await claimed({ most: 3, mostOfTenant: 100, held })).toEqual(['other-0', 'other-1', 'other-2']);
  });

  it('F26: keeps places free for others while only one tenant has work', async () => {
    const rows = await waiting('noisy', 20);
    expect(await claimed({ most: 10, mostOfTenant: 7, held: new Map([['noisy', 3]]) })).toEqual(rows.slice(0, 4));
    expect(await claimed({ most: 10, mostOfTenant: 7, held: new Map([['noisy', 7]]) })).toEqual([]);
  });

  it('works a single tenant off from its oldest message on', async () => {
    const rows = await waiting('only', 12);
    expect([...(await claimed({ most: 5 })), ...(await claimed({ most: 7 }))]).toEqual(rows);
  });

  it('is open to processes of the version before, during a roll-out', async () => {
    const rows = await waiting('only', 2);
    const found = await worker.single.rows<{ key: string }>('SELECT * FROM research.claim($1, $2, $3)', [
      newId(),
      1_000,
      5,
    ]);
    expect(found.map(({ key }) => key)).toEqual(rows);
  });
});
