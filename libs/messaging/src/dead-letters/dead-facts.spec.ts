import { type Message, type MessageDefinition, TicketReleased, deadLetterTopicOf } from '@mesh/contracts';
import { TerminalError, factIdOf, newId } from '@mesh/kernel';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, messageFrom, testDatabase, waitFor } from '@mesh/testing';
import { Replica } from '../../test/replica';
import type { MessageHandler } from '../handling/handler';
import { InboxReceiver } from '../inbox/receiver';
import { messagingMigrations } from '../index';
import { EmbeddedTransport } from '../transport/embedded-transport';
import { ALL_WALLS } from '../test-switches';

const fact = (ticketId: string, sequence: number): Message =>
  messageFrom(
    TicketReleased.draft(
      ticketId,
      { ticketId, turn: 1, status: 'triaging', actor: { kind: 'system', id: 'test' } },
      { sequence, id: factIdOf(ticketId, sequence) },
    ),
  );

describe('a fact that cannot be applied', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  let gateway: Replica;
  let healthy: boolean;
  const applied: string[] = [];
  const [sick, well] = [newId(), newId()];

  const project: MessageHandler<MessageDefinition, unknown> = {
    commit: (message) => {
      if (!healthy && message.subject === sick && message.sequence === 2) throw new TerminalError('BROKEN', 'no');
      applied.push(`${message.subject}:${message.sequence}`);
      return Promise.resolve();
    },
  };

  beforeAll(async () => {
    healthy = false;
    database = await testDatabase([{ schema: 'gateway', migrations: [...messagingMigrations('gateway')] }]);
    worker = await WorkerDatabase.open(database.urls.worker, 2, 'test');
    gateway = await Replica.start(
      (service, own, crash) => new EmbeddedTransport(service, own, { walls: ALL_WALLS, crash }),
      database,
      'gateway',
      [[TicketReleased, project]],
    );
  });
  afterAll(async () => {
    await gateway.stop();
    await worker.close();
    await database.drop();
  });

  const count = async (status: string): Promise<number> =>
    (await database.query('SELECT 1 FROM gateway.inbox WHERE status = $1', [status])).length;

  const letters = async (): Promise<number> =>
    (await database.query('SELECT 1 FROM gateway.outbox WHERE topic = $1', [deadLetterTopicOf('gateway')])).length;

  it('holds back the later facts of its ticket, and of no other, until it is redriven', async () => {
    const facts = [1, 2, 3, 4].flatMap((sequence) => [fact(sick, sequence), fact(well, sequence)]);
    await new InboxReceiver(worker, 'gateway').receive(facts);
    await waitFor('all that can be applied', async () => (await count('done')) === 5 && (await count('dead')) === 1);
    expect(await count('open')).toBe(2);
    expect(applied.filter((name) => name.startsWith(sick))).toEqual([`${sick}:1`]);
    expect(applied.filter((name) => name.startsWith(well))).toEqual([1, 2, 3, 4].map((n) => `${well}:${n}`));

    await gateway.deadLetters.redrive({ tenantId: 'default', id: factIdOf(sick, 2) });
    await waitFor('it to be put aside again, with a letter of its own', async () => (await letters()) === 2);
    expect(await count('dead')).toBe(1);

    healthy = true;
    await gateway.deadLetters.redrive({ tenantId: 'default', id: factIdOf(sick, 2) });
    await waitFor('the ticket to catch up', async () => (await count('done')) === 8);
    expect(applied.filter((name) => name.startsWith(sick))).toEqual([1, 2, 3, 4].map((n) => `${sick}:${n}`));
  });
});
