import { type Message, type MessageDefinition, TicketReleased, deadLetterTopicOf } from '@mesh/contracts';
import { factIdOf, newId } from '@mesh/kernel';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, messageFrom, testDatabase, waitFor } from '@mesh/testing';
import { Replica } from '../../test/replica';
import type { MessageHandler } from '../handling/handler';
import { InboxReceiver } from '../inbox/receiver';
import { messagingMigrations } from '../index';
import { ALL_WALLS } from '../test-switches';
import { EmbeddedTransport } from '../transport/embedded-transport';

const PATIENCE_MS = 400;

const fact = (ticketId: string, sequence: number): Message =>
  messageFrom(
    TicketReleased.draft(
      ticketId,
      { ticketId, turn: 1, status: 'triaging', actor: { kind: 'system', id: 'test' } },
      { sequence, id: factIdOf(ticketId, sequence) },
    ),
  );

describe('F19: a fact whose parent never comes', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  let gateway: Replica;
  const applied: string[] = [];
  const [orphaned, whole] = [newId(), newId()];
  const project: MessageHandler<MessageDefinition, unknown> = {
    commit: ({ subject, sequence }) => {
      applied.push(`${subject}:${sequence}`);
      return Promise.resolve();
    },
  };

  beforeAll(async () => {
    database = await testDatabase([{ schema: 'gateway', migrations: [...messagingMigrations('gateway')] }]);
    worker = await WorkerDatabase.open(database.urls.worker, 2, 'test');
    gateway = await Replica.start(
      (service, own, crash) => new EmbeddedTransport(service, own, { walls: ALL_WALLS, crash }),
      database,
      'gateway',
      [[TicketReleased, project]],
      { staleFacts: { patienceMs: PATIENCE_MS, everyMs: 50 } },
    );
  });
  afterAll(async () => {
    await gateway.stop();
    await worker.close();
    await database.drop();
  });

  const come = (...facts: Message[]) => new InboxReceiver(worker, 'gateway').receive(facts);
  const letters = async () => (await gateway.deadLetters.list({ tenantId: 'default', limit: 10 })).items;
  const appliedOf = (ticketId: string) =>
    applied.filter((name) => name.startsWith(ticketId)).map((name) => name.slice(37));
  const copies = async (): Promise<number> =>
    (await database.query('SELECT 1 FROM gateway.outbox WHERE topic = $1', [deadLetterTopicOf('gateway')])).length;

  it('F19: waits for a while, then is a dead letter with the reason STALE, and the later facts wait behind it', async () => {
    await come(fact(orphaned, 1), fact(orphaned, 3), fact(orphaned, 4), fact(whole, 1));
    await waitFor('what can be applied', () => applied.length === 2);
    expect(await letters()).toEqual([]);

    await waitFor('the dead letter', async () => (await letters()).length > 0);
    expect(await letters()).toMatchObject([{ id: factIdOf(orphaned, 3), subject: orphaned, code: 'STALE' }]);
    await come(fact(whole, 3));
    await waitFor('the next dead letter', async () => (await letters()).length > 1);
    expect((await letters()).map(({ id }) => id)).toEqual([factIdOf(whole, 3), factIdOf(orphaned, 3)]);
    expect(await copies()).toBe(2);
  });

  it('F19: waits and is put aside once more when it is redriven too early', async () => {
    await gateway.deadLetters.redrive({ tenantId: 'default', id: factIdOf(orphaned, 3) });
    expect((await letters()).map(({ id }) => id)).toEqual([factIdOf(whole, 3)]);
    await waitFor('the dead letter to be back', async () => (await letters()).length === 2);
  });

  it('F19: is applied, and what waited behind it too, when it is redriven after its parent has come', async () => {
    await come(fact(orphaned, 2));
    await waitFor('the parent', () => appliedOf(orphaned).includes('2'));
    await gateway.deadLetters.redrive({ tenantId: 'default', id: factIdOf(orphaned, 3) });
    await waitFor('the ticket to catch up', () => appliedOf(orphaned).length === 4);
    expect(appliedOf(orphaned)).toEqual(['1', '2', '3', '4']);
    expect(appliedOf(whole)).toEqual(['1']);
  });
});
