import { type Message, TicketReleased } from '@mesh/contracts';
import { TerminalError, factIdOf, newId } from '@mesh/kernel';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, messageFrom, testDatabase, waitFor } from '@mesh/testing';
import { Replica } from '../../test/replica';
import type { CommitWork, MessageHandler } from '../handling/handler';
import { InboxReceiver } from '../inbox/receiver';
import { messagingMigrations } from '../index';
import { ALL_WALLS } from '../test-switches';
import { EmbeddedTransport } from '../transport/embedded-transport';

const firstFactOf = (ticketId: string, tenantId: string): Message => ({
  ...messageFrom(
    TicketReleased.draft(
      ticketId,
      { ticketId, turn: 1, status: 'triaging', actor: { kind: 'system', id: 'test' } },
      { sequence: 1, id: factIdOf(ticketId, 1) },
    ),
  ),
  tenantId,
});

describe('messages that are committed together', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  let gateway: Replica;
  let broken: string | undefined;
  const groups: { tenants: string[]; tickets: string[] }[] = [];

  const handler: MessageHandler = {
    commit: (message, prepared, tx) => together([{ message, prepared, tx }]),
    commitTogether: (works) => together(works),
  };
  async function together(works: readonly CommitWork[]): Promise<void> {
    groups.push({
      tenants: [...new Set(works.map(({ tx }) => tx.tenantId))],
      tickets: works.map(({ message }) => message.subject),
    });
    // Whatever was written for the others has to go again too.
    for (const { message, tx } of works) {
      await tx.sql.run('INSERT INTO gateway.notes VALUES ($1, $2)', [tx.tenantId, message.subject]);
    }
    if (works.some(({ message }) => message.subject === broken)) throw new TerminalError('BROKEN', 'one of them');
  }

  beforeAll(async () => {
    database = await testDatabase([{ schema: 'gateway', migrations: [...messagingMigrations('gateway')] }]);
    await database.query('CREATE TABLE gateway.notes (tenant_id text, ticket_id text)');
    await database.query('GRANT INSERT ON gateway.notes TO mesh_worker');
    worker = await WorkerDatabase.open(database.urls.worker, 2, 'test');
    gateway = await Replica.start(
      (service, own, crash) => new EmbeddedTransport(service, own, { walls: ALL_WALLS, crash }),
      database,
      'gateway',
      [[TicketReleased, handler]],
    );
  });
  afterAll(async () => {
    await gateway.stop();
    await worker.close();
    await database.drop();
  });
  beforeEach(() => {
    groups.length = 0;
    broken = undefined;
  });

  const done = async (tickets: readonly string[]): Promise<string[]> => {
    const rows = await database.query<{ key: string; status: string }>(
      `SELECT key, status FROM gateway.inbox WHERE key = ANY($1::text[]) AND status <> 'open'`,
      [tickets],
    );
    return rows.filter(({ status }) => status === 'done').map(({ key }) => key);
  };
  const notes = async (): Promise<string[]> =>
    (await database.query<{ ticket_id: string }>('SELECT ticket_id FROM gateway.notes')).map((row) => row.ticket_id);

  it('are given to their handler at once, tenant by tenant', async () => {
    const facts = ['shop-a', 'shop-b'].flatMap((tenant) => [1, 2, 3, 4].map(() => firstFactOf(newId(), tenant)));
    const tickets = facts.map(({ subject }) => subject);
    await new InboxReceiver(worker, 'gateway').receive(facts);
    await waitFor('all of them', async () => (await done(tickets)).length === 8);
    expect(groups.flatMap((group) => group.tickets).sort()).toEqual([...tickets].sort());
    expect(groups.map(({ tenants }) => tenants.length)).toEqual(groups.map(() => 1));
    expect(groups.length).toBeLessThan(8);
    expect((await notes()).sort()).toEqual([...tickets].sort());
  });

  it('do not suffer from one among them that cannot be committed', async () => {
    const facts = [1, 2, 3, 4].map(() => firstFactOf(newId(), 'shop-a'));
    const tickets = facts.map(({ subject }) => subject);
    broken = tickets[2];
    await new InboxReceiver(worker, 'gateway').receive(facts);
    await waitFor('all but one', async () => (await done(tickets)).length === 3);
    expect(await done(tickets)).not.toContain(broken);
    const written = await notes();
    expect(tickets.filter((id) => written.includes(id)).sort()).toEqual(tickets.filter((id) => id !== broken).sort());
    expect(written.length).toBe(new Set(written).size);
  });
});
