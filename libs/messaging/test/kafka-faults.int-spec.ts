import { PublishDocument, TicketReleased, commandTopicOf, consumerGroupOf } from '@mesh/contracts';
import { factIdOf, newId } from '@mesh/kernel';
import { METRICS, type Metrics } from '@mesh/observability';
import { messageFrom, waitFor } from '@mesh/testing';
import { KafkaMesh, type KafkaReplica, PATIENCE_MS, standOf, tracing } from './kafka-mesh';
import type { Handling } from './replica';

// Needs KAFKA_BROKERS.
jest.setTimeout(90_000);

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const versionOf = (data: unknown): number => (data as { version: number }).version;
const publish = (key: string, version: number) => PublishDocument.draft(key, { documentId: 'doc-1', version });
const recording: Handling = [PublishDocument, tracing(versionOf)];

describe('services on Kafka, when something goes wrong,', () => {
  let mesh: KafkaMesh;
  beforeEach(async () => {
    mesh = await KafkaMesh.open(['supervisor', 'research', 'gateway', 'escalation']);
  });
  afterEach(() => mesh.close());

  const joined = async (...replicas: KafkaReplica[]): Promise<void> => {
    for (const { transport } of replicas) {
      const works = () =>
        transport.checkHealth().then(
          () => true,
          () => false,
        );
      await waitFor('a consumer to join', works, PATIENCE_MS);
    }
  };

  const totalOf = async (holders: readonly { metrics: Metrics }[], metric: string): Promise<number> => {
    const counts = await Promise.all(holders.map((holder) => standOf(holder, metric)));
    return counts.reduce((sum, count) => sum + count, 0);
  };

  const expectInOrder = async (keys: readonly string[], count: number): Promise<void> => {
    const effects = await mesh.effects();
    expect(Object.keys(effects).sort()).toEqual([...keys].sort());
    for (const key of keys) expect(effects[key]).toEqual(upTo(count));
  };

  it('F18: have one effect of what is delivered three times to two replicas, and count what they refused', async () => {
    const replicas = [await mesh.start('research', [recording]), await mesh.start('research', [recording])];
    await joined(...replicas);
    const keys = upTo(50).map((n) => `doc-${n}`);
    const topic = commandTopicOf('research');
    const batch = keys.map((key) => ({ topic, message: messageFrom(publish(key, 1)) }));
    await Promise.all(upTo(3).map(() => mesh.publish(batch)));
    await mesh.done('research', 50);
    const inboxes = replicas.map(({ replica }) => replica);
    const refused = () => totalOf(inboxes, METRICS.eventsDeduplicated);
    await waitFor('the other hundred to be refused', async () => (await refused()) >= 100, PATIENCE_MS);
    expect(await refused()).toBe(100);
    await expectInOrder(keys, 1);
  });

  it('F27: change nothing and send nothing when every group is set back to the beginning', async () => {
    const answering: Handling = [
      PublishDocument,
      {
        commit: async (message, prepared, tx) => {
          await recording[1].commit(message, prepared, tx);
          if (message.subject.startsWith('doc-')) tx.send(publish(`answer-to-${message.subject}`, 1));
        },
      },
    ];
    const first = await mesh.start('research', [answering]);
    const { replica: sender } = await mesh.start('supervisor');
    await sender.send(...upTo(30).map((n) => publish(`doc-${n}`, 1)));
    await mesh.done('research', 60);
    await first.replica.stop();
    const tables = () =>
      mesh.database.query(
        `SELECT md5(string_agg(line, '|' ORDER BY line)) AS hash FROM (
           SELECT (n, key, value)::text AS line FROM public.effects
           UNION ALL SELECT (id, type, key, data, sent_at)::text FROM research.outbox
           UNION ALL SELECT (id, status, attempts, claims, finished_at)::text FROM research.inbox) AS lines`,
      );
    const before = await tables();
    const [groupId, topic] = [`${mesh.prefix}${consumerGroupOf('research')}`, commandTopicOf('research')];
    await mesh.bench.withAdmin((admin) => admin.resetOffsets({ groupId, topic: mesh.topic(topic), earliest: true }));
    const second = await mesh.start('research', [answering]);
    const refused = async () => (await standOf(second.replica, METRICS.eventsDeduplicated)) === 60;
    await waitFor('everything to be refused', refused, PATIENCE_MS);
    expect(await tables()).toEqual(before);
    expect(await mesh.bench.recordsOn(mesh.topic(topic))).toBe(60);
  });

  it('F29: keep the order of every ticket while a topic is given more partitions under load', async () => {
    const [tickets, facts] = [upTo(24).map(() => newId()), 40];
    const seen = new Map<string, number[]>(tickets.map((ticketId) => [ticketId, []]));
    const reader: Handling = [
      TicketReleased,
      { commit: ({ subject, sequence = 0 }) => Promise.resolve(void seen.get(subject)?.push(sequence)) },
    ];
    await mesh.start('gateway', [reader]);
    const { replica: writer } = await mesh.start('supervisor');
    const topic = mesh.topic(TicketReleased.topic);
    const released = (ticketId: string, sequence: number) =>
      TicketReleased.draft(
        ticketId,
        { ticketId, turn: 1, status: 'triaging', actor: { kind: 'system', id: 'test' } },
        { sequence, id: factIdOf(ticketId, sequence) },
      );
    const partitions = () => mesh.bench.withAdmin((admin) => admin.fetchTopicOffsets(topic));
    const newOnesUsed = async () => (await partitions()).some(({ partition, high }) => partition > 1 && high !== '0');
    for (const sequence of upTo(facts)) {
      await writer.send(...tickets.map((ticketId) => released(ticketId, sequence)));
      if (sequence === 10) {
        await mesh.bench.withAdmin((admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 12 }] }));
      }
      // The last ones go out when the writers know the new partitions.
      if (sequence === 20) await waitFor('the new partitions to be known', metadataIsOld(), PATIENCE_MS);
    }
    await mesh.done('gateway', tickets.length * facts);
    for (const ticketId of tickets) expect(seen.get(ticketId)).toEqual(upTo(facts));
    expect(await newOnesUsed()).toBe(true);
  });

  it('F30: have one effect of what was published although its answer never came', async () => {
    await mesh.start('research', [recording]);
    const sender = await mesh.start('supervisor', [], { sendDeadlineMs: 1_000 });
    await sender.replica.send(publish('doc-0', 1));
    await mesh.done('research', 1);
    sender.wires.fallSilent('answers');
    await sender.replica.send(...upTo(40).map((n) => publish(`doc-${n}`, 1)));
    const topic = mesh.topic(commandTopicOf('research'));
    await waitFor('the unanswered batch to arrive', async () => (await mesh.bench.recordsOn(topic)) >= 41, PATIENCE_MS);
    const unsent = async () =>
      (await mesh.database.query('SELECT 1 FROM supervisor.outbox WHERE sent_at IS NULL')).length;
    expect(await unsent()).toBe(40);
    sender.wires.speakAgain();
    await waitFor('everything to be marked', async () => (await unsent()) === 0, PATIENCE_MS);
    expect(await mesh.bench.recordsOn(topic)).toBeGreaterThanOrEqual(81);
    await mesh.done('research', 41);
    await expectInOrder(
      upTo(41).map((n) => `doc-${n - 1}`),
      1,
    );
  });

  it('F16, P3: join again after a black hole between a consumer and its group', async () => {
    const access = { brokers: mesh.bench.brokers, tls: false, requestTimeoutMs: 2_000 };
    const cut = await mesh.start('research', [recording], { access });
    const { replica: sender } = await mesh.start('supervisor');
    await sender.send(publish('before', 1));
    await mesh.done('research', 1);
    cut.wires.fallSilent('both directions');
    await sender.send(publish('meanwhile', 1));
    const groupId = `${mesh.prefix}${consumerGroupOf('research')}`;
    const isEmpty = () =>
      mesh.bench.withAdmin(async (admin) => {
        const { groups } = await admin.describeGroups([groupId]);
        return groups[0]?.members.length === 0;
      });
    await waitFor('the group to go on without it', isEmpty, PATIENCE_MS);
    cut.wires.speakAgain();
    await sender.send(publish('after', 1));
    await mesh.done('research', 3);
    await joined(cut);
    expect(mesh.bench.deaths).toEqual([]);
    await expectInOrder(['before', 'meanwhile', 'after'], 1);
  });

  it('F17, P5, P10: keep order and single effects while replicas come and go in the middle of work', async () => {
    const [tickets, versions] = [upTo(12).map((n) => `doc-${n}`), upTo(12)];
    const slowly = (): Promise<unknown> => new Promise((resolve) => setTimeout(() => resolve(undefined), 30));
    const slow: Handling = [PublishDocument, tracing(versionOf, slowly)];
    const { replica: sender } = await mesh.start('supervisor');
    const replicas = [await mesh.start('research', [slow])];
    for (const version of versions) {
      await sender.send(...tickets.map((ticket) => publish(ticket, version)));
      if (version === 4) replicas.push(...(await Promise.all(upTo(3).map(() => mesh.start('research', [slow])))));
      if (version === 8) await joined(...replicas);
      if (version === 8) await Promise.all(replicas.slice(0, 2).map(({ replica }) => replica.stop()));
    }
    await mesh.done('research', tickets.length * versions.length);
    await expectInOrder(tickets, versions.length);
    expect(await totalOf(replicas, METRICS.consumerRebalances)).toBeGreaterThanOrEqual(4);
  });

  it('tell their lag and their progress', async () => {
    const research = await mesh.start('research', [recording]);
    const { replica: sender } = await mesh.start('supervisor');
    const began = Date.now() / 1000;
    await sender.send(...upTo(5).map((n) => publish(`doc-${n}`, 1)));
    await mesh.done('research', 5);
    const progressed = async () => (await totalOf([research], METRICS.consumerLastProgress)) >= began;
    await waitFor('progress', progressed, PATIENCE_MS);
    const measured = async () =>
      new RegExp(`${METRICS.consumerLag}.*${commandTopicOf('research')}.* 0$`, 'm').test(
        await research.metrics.render(),
      );
    await waitFor('no lag to be measured', measured, PATIENCE_MS);
    expect(await totalOf([research.replica], METRICS.messagesReceived)).toBe(5);
    expect(await totalOf([research], METRICS.consumerCrashes)).toBe(0);
  });
});

/** True once the clients of the bench look at the brokers' metadata again (see `optionsFor`). */
function metadataIsOld(): () => boolean {
  const at = performance.now() + 1_200;
  return () => performance.now() > at;
}
