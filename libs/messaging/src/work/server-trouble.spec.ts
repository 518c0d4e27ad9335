import { type MessageDefinition, Wake } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { WorkerDatabase, asDatabaseError } from '@mesh/persistence';
import { type TestDatabase, messageFrom, testDatabase, waitFor } from '@mesh/testing';
import { Replica } from '../../test/replica';
import type { MessageHandler } from '../handling/handler';
import { InboxReceiver } from '../inbox/receiver';
import { messagingMigrations } from '../index';
import { ALL_WALLS } from '../test-switches';
import { EmbeddedTransport } from '../transport/embedded-transport';

/** More than the tries and the claims that a message would have for faults of its own. */
const FAILURES = 15;
const [NO_SPACE, TOO_SLOW] = ['53100', '57014'];
const fault = (state: string): unknown => asDatabaseError(Object.assign(new Error('refused'), { code: state }));

describe('a message whose work meets a database in trouble', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  let supervisor: Replica;
  const failures = new Map<string, { readonly state: string; left: number }>();

  const work: MessageHandler<MessageDefinition, unknown> = {
    commit: ({ subject }) => {
      const trouble = failures.get(subject);
      if (!trouble || trouble.left === 0) return Promise.resolve();
      trouble.left -= 1;
      throw fault(trouble.state);
    },
  };

  beforeAll(async () => {
    database = await testDatabase([{ schema: 'supervisor', migrations: [...messagingMigrations('supervisor')] }]);
    worker = await WorkerDatabase.open(database.urls.worker, 2, 'test');
    supervisor = await Replica.start(
      (service, own, crash) => new EmbeddedTransport(service, own, { walls: ALL_WALLS, crash }),
      database,
      'supervisor',
      [[Wake, work]],
    );
  });
  afterAll(async () => {
    await supervisor.stop();
    await worker.close();
    await database.drop();
  });

  const endOf = async (state: string): Promise<string | undefined> => {
    const ticketId = newId();
    failures.set(ticketId, { state, left: FAILURES });
    const timer = { kind: 'quiet_over' } as const;
    await new InboxReceiver(worker, 'supervisor').receive([
      messageFrom(Wake.draft(ticketId, { ticketId, turn: 1, timer })),
    ]);
    const status = async () =>
      (await database.query<{ status: string }>('SELECT status FROM supervisor.inbox WHERE key = $1', [ticketId]))[0]
        ?.status;
    await waitFor('the end of the message', async () => (await status()) !== 'open');
    return status();
  };

  it('F08: is worked on when there is space again, however long that took', async () => {
    expect(await endOf(NO_SPACE)).toBe('done');
  });

  it('F08: is put aside all the same when it is itself what the database cannot do', async () => {
    expect(await endOf(TOO_SLOW)).toBe('dead');
  });
});
