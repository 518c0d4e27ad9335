import { ConfigSource, MeshConfig } from '@mesh/config';
import { Logger, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { CrashPoints } from '../crash-points';
import { MessagingConfig } from '../messaging.config';
import { plannedTopics, topicOptionsOf } from './kafka/ensure-topics';
import { KafkaConfig } from './kafka/kafka.config';
import { transportFor } from './transport-for';
import { ALL_WALLS } from '../test-switches';

describe('the transport of a service', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  beforeAll(async () => {
    database = await testDatabase([]);
    worker = await WorkerDatabase.open(database.urls.worker, 1, 'test');
  });
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });

  it.each([
    ['embedded', {}, 'EmbeddedTransport'],
    ['embedded, whatever brokers are named', { KAFKA_BROKERS: 'a:1,b:2' }, 'EmbeddedTransport'],
    ['distributed without brokers', { MESH_PROFILE: 'distributed' }, 'EmbeddedTransport'],
    ['distributed', { MESH_PROFILE: 'distributed', KAFKA_BROKERS: 'a:1,b:2' }, 'KafkaTransport'],
  ])('is chosen by profile and brokers: %s', (_what, environment, expected) => {
    const source = new ConfigSource(environment);
    const parts = {
      service: 'triage',
      database: worker,
      crash: new CrashPoints(),
      logger: Logger.silent(),
      metrics: new Metrics('triage', { withProcess: false }),
      walls: ALL_WALLS,
    } as const;
    const transport = transportFor(parts, source.read(MeshConfig), source.read(KafkaConfig));
    expect(transport.constructor.name).toBe(expected);
  });
});

describe('the topics of a mesh', () => {
  const kafka = new ConfigSource({ KAFKA_TOPIC_PREFIX: 'blue.', KAFKA_FACTS_RETENTION_HOURS: '-1' }).read(KafkaConfig);

  it('are the facts, per service commands and dead letters, and reports of erasures', () => {
    const topics = plannedTopics(topicOptionsOf(kafka));
    expect(topics).toHaveLength(16);
    expect(topics[0]).toMatchObject({
      topic: 'blue.support.ticket.events.v1',
      numPartitions: 6,
      configEntries: expect.arrayContaining([{ name: 'retention.ms', value: '-1' }]),
    });
  });

  it('keep commands shorter than the inbox remembers them, so that a replay is known', () => {
    const { INBOX_RETENTION_HOURS } = new ConfigSource({}).read(MessagingConfig);
    expect(kafka.KAFKA_COMMANDS_RETENTION_HOURS).toBeLessThan(INBOX_RETENTION_HOURS);
  });
});
