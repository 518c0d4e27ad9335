import { PublishDocument, commandTopicOf, consumerGroupOf } from '@mesh/contracts';
import { METRICS } from '@mesh/observability';
import { waitFor } from '@mesh/testing';
import { KafkaMesh, PATIENCE_MS, standOf, tracing } from './kafka-mesh';
import type { Handling } from './replica';

// Needs KAFKA_BROKERS.
jest.setTimeout(90_000);

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const publish = (n: number) => PublishDocument.draft(`doc-${n}`, { documentId: `doc-${n}`, version: 1 });
const recording: Handling = [PublishDocument, tracing(() => 1)];

describe('the reconciler of a service on Kafka', () => {
  let mesh: KafkaMesh;
  let topic: string;
  beforeEach(async () => {
    mesh = await KafkaMesh.open(['supervisor', 'research']);
    topic = mesh.topic(commandTopicOf('research'));
  });
  afterEach(() => mesh.close());

  const allSent = () =>
    waitFor('everything to be published', async () => {
      const open = await mesh.database.query('SELECT 1 FROM supervisor.outbox WHERE sent_at IS NULL');
      return open.length === 0;
    });

  /** As `kafka-delete-records` does, up to what lies there now. */
  const deleteRecords = () =>
    mesh.bench.withAdmin(async (admin) => {
      const ends = await admin.fetchTopicOffsets(topic);
      const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }));
      await admin.deleteTopicRecords({ topic, partitions });
    });

  it('F24, P7: publishes again what was deleted before a group had read it, and the group tells of its lost offset', async () => {
    const first = await mesh.start('research', [recording]);
    const { replica: sender } = await mesh.start('supervisor');
    await sender.send(...upTo(20).map(publish));
    await mesh.done('research', 20);
    await first.replica.stop();
    await sender.send(...upTo(40).slice(20).map(publish));
    await allSent();
    await deleteRecords();

    const second = await mesh.start('research', [recording]);
    const told = async () => (await standOf(second, METRICS.consumerOffsetsLost)) >= 1;
    await waitFor('the lost offset to be told', told, PATIENCE_MS);
    expect(await mesh.count('research')).toBe(20);

    expect(await sender.runtime.reconciler.run()).toEqual({ compared: 40, missing: 40 });
    expect(await standOf(sender, METRICS.reconcilerDiscrepancies)).toBe(40);
    expect(await standOf(sender, METRICS.reconcilerLastSuccess)).toBeGreaterThan(0);
    await mesh.done('research', 40);
    const effects = await mesh.effects();
    expect(Object.keys(effects)).toHaveLength(40);
    for (const values of Object.values(effects)) expect(values).toEqual([1]);
    await allSent();
    expect(await sender.runtime.reconciler.run()).toMatchObject({ missing: 0 });
    expect(await standOf(sender, METRICS.reconcilerResent)).toBe(40);
  });

  it('finds nothing while all is well, and later only what was lost since: the records of a topic that was cut', async () => {
    const { replica: sender } = await mesh.start('supervisor');
    const { reconciler } = sender.runtime;
    await sender.send(...upTo(30).map(publish));
    await allSent();
    expect(await reconciler.run()).toEqual({ compared: 30, missing: 0 });
    await sender.send(...upTo(40).slice(30).map(publish));
    await allSent();
    expect(await reconciler.run()).toEqual({ compared: 10, missing: 0 });
    await deleteRecords();
    expect(await reconciler.run()).toEqual({ compared: 40, missing: 40 });
    await allSent();
    expect(await mesh.bench.recordsOn(topic)).toBe(40);
    expect((await mesh.bench.readTopic(topic)).map(({ key }) => String(key)).sort()).toEqual(
      upTo(40)
        .map((n) => `doc-${n}`)
        .sort(),
    );
  });

  it('publishes everything of a time again when an operator asks, which readers who have it refuse', async () => {
    const research = await mesh.start('research', [recording]);
    const { replica: sender } = await mesh.start('supervisor');
    const began = Date.now() - 60_000;
    await sender.send(...upTo(10).map(publish));
    await mesh.done('research', 10);
    // Its group was moved past what it never saw, and its inbox with it.
    await mesh.database.query(`DELETE FROM research.inbox WHERE key = 'doc-3'`);
    expect(await sender.runtime.reconciler.resendSince(began)).toBe(10);
    const refused = async () => (await standOf(research.replica, METRICS.eventsDeduplicated)) === 9;
    await waitFor('the other nine to be refused', refused, PATIENCE_MS);
    await mesh.done('research', 10);
    expect((await mesh.effects())['doc-3']).toEqual([1, 1]);
  });

  it('does not outlast its service: a comparison in hand ends with it', async () => {
    const { replica: sender } = await mesh.start('supervisor');
    await sender.send(...upTo(5).map(publish));
    await allSent();
    const running = sender.runtime.reconciler.run().then(
      () => 'ended',
      () => 'given up',
    );
    await sender.stop();
    expect(['ended', 'given up']).toContain(await running);
  });

  it('moves no group and leaves none behind that counts as lag', async () => {
    const { replica: sender } = await mesh.start('supervisor');
    await sender.send(...upTo(5).map(publish));
    await allSent();
    await sender.runtime.reconciler.run();
    const [groupId, readers] = [
      `${mesh.prefix}${consumerGroupOf('supervisor')}.reconciler`,
      `${mesh.prefix}${consumerGroupOf('research')}`,
    ];
    await mesh.bench.withAdmin(async (admin) => {
      for (const group of [groupId, readers]) {
        const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
        for (const { offset } of offsets?.partitions ?? []) expect(offset).toBe('-1');
      }
    });
  });
});
