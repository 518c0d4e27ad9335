import { PublishDocument, commandTopicOf } from '@mesh/contracts';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, messageFrom, testDatabase, waitFor } from '@mesh/testing';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type * as Servers from '../../../scripts/lib/test-servers-kafka.mjs' with { 'resolution-mode': 'import' };
import { CrashPoints } from '../src/crash-points';
import { messagingMigrations } from '../src/migrations/messaging-migrations';
import { KafkaBench } from './kafka-bench';

jest.setTimeout(120_000);

const PATIENCE_MS = 60_000;
const OUTAGE_MS = 10_000;
const document = (n: number) => messageFrom(PublishDocument.draft(`doc-${n}`, { documentId: `doc-${n}`, version: 1 }));
const batchOf = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ topic: commandTopicOf('research'), message: document(from + n) }));

/** As the relay sees it: not yet, try again. */
const published = (sending: Promise<void>): Promise<boolean> =>
  sending.then(
    () => true,
    () => false,
  );

describe('a service on Kafka', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  let bench: KafkaBench;

  beforeEach(async () => {
    database = await testDatabase([{ schema: 'research', migrations: [...messagingMigrations('research')] }]);
    worker = await WorkerDatabase.open(database.urls.worker, 6, 'test');
    bench = new KafkaBench(process.env['KAFKA_BROKERS']);
    await bench.prepare(bench.prefixOf(database.urls.worker));
  });
  afterEach(async () => {
    await bench.clear();
    await worker.close();
    await database.drop();
  });

  const rows = async (): Promise<number> => {
    const [row] = await database.query<{ n: string }>('SELECT count(*) AS n FROM research.inbox');
    return Number(row?.n);
  };
  const arrived = (count: number) =>
    waitFor(`${count} messages to arrive`, async () => (await rows()) >= count, PATIENCE_MS);

  // Sent into topics whose leaders did not serve yet, 459 or 541 of these (one of two partitions) lay there twice.
  it('writes and delivers each of a thousand messages once when nothing fails', async () => {
    const transport = bench.transport('research', worker, new CrashPoints());
    const taken = { accepted: 0, duplicates: 0 };
    await transport.start({
      received: ({ accepted, duplicates }) => {
        taken.accepted += accepted;
        taken.duplicates += duplicates;
      },
    });
    await transport.publish(batchOf(1_000));
    await arrived(1_000);
    await transport.stop();
    expect(await bench.recordsOn(`${bench.prefixOf(database.urls.worker)}${commandTopicOf('research')}`)).toBe(1_000);
    expect(taken).toEqual({ accepted: 1_000, duplicates: 0 });
  });

  it('F25, P6: gets what was published before its group existed', async () => {
    const transport = bench.transport('research', worker, new CrashPoints());
    await transport.publish(batchOf(100));
    await transport.start({ received: () => undefined });
    await arrived(100);
    expect(await rows()).toBe(100);
  });

  it('P13: stops fetching while its inbox is full and goes on when it has been worked off', async () => {
    const intake = { pauseAbove: 50, resumeBelow: 25 };
    const transport = bench.transport('research', worker, new CrashPoints(), { intake });
    await transport.publish(batchOf(60));
    await transport.start({ received: () => undefined });
    await arrived(60);
    await waitFor('the pause', () => transport.paused);
    await transport.publish(batchOf(40, 60));
    await database.query(`UPDATE research.inbox SET status = 'done', finished_at = now()`);
    await arrived(100);
    await waitFor('the end of the pause', () => !transport.paused);
  });
});

describe('a service whose broker goes away', () => {
  it('F13: rejoins without a restart when the broker is back, and everything drains', async () => {
    const { KafkaServer } = (await import(
      pathToFileURL(path.resolve(__dirname, '../../../scripts/lib/test-servers-kafka.mjs')).href
    )) as typeof Servers;
    const server = await KafkaServer.create(String(process.env['KAFKA_JARS']));
    const database = await testDatabase([{ schema: 'research', migrations: [...messagingMigrations('research')] }]);
    const worker = await WorkerDatabase.open(database.urls.worker, 6, 'test');
    const bench = new KafkaBench(server.brokers);
    try {
      const transport = bench.transport('research', worker, new CrashPoints());
      let accepted = 0;
      await transport.start({ received: (batch) => (accepted += batch.accepted) });
      await waitFor('publishing to work', () => published(transport.publish(batchOf(50))), PATIENCE_MS);
      await waitFor('the first messages', () => accepted === 50, PATIENCE_MS);
      await server.stop();
      const back = Date.now() + OUTAGE_MS;
      await waitFor('the outage to pass', () => Date.now() > back, PATIENCE_MS);
      await expect(transport.publish(batchOf(1))).rejects.toMatchObject({ code: expect.stringMatching(/^KAFKA_SEND/) });
      await server.start();
      await waitFor('publishing to work again', () => published(transport.publish(batchOf(50, 50))), PATIENCE_MS);
      await waitFor('the rest of the messages', () => accepted === 100, PATIENCE_MS);
      await transport.checkHealth();
      expect(bench.deaths).toEqual([]);
      await bench.clear();
    } finally {
      await worker.close();
      await database.drop();
      await server.remove();
    }
  });
});
