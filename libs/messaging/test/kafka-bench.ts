import type { ServiceName } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { Logger, Metrics } from '@mesh/observability';
import type { WorkerDatabase } from '@mesh/persistence';
import { waitFor } from '@mesh/testing';
import { type Admin, Kafka, type KafkaMessage, type Message, logLevel } from 'kafkajs';
import type { CrashPoints } from '../src/crash-points';
import { ensureTopics } from '../src/transport/kafka/ensure-topics';
import { type KafkaOptions, MOST_RECORD_BYTES } from '../src/transport/kafka/kafka-options';
import { KafkaTransport } from '../src/transport/kafka/kafka-transport';
import type { ReceivingEnd } from '../src/transport/transport';
import { Wires } from './wires';
import { ALL_WALLS } from '../src/test-switches';

/** Quick where waiting would only cost time; the shortest session that a broker allows by default. */
const optionsFor = (brokers: readonly string[], topicPrefix: string): KafkaOptions => ({
  access: { brokers, tls: false },
  topicPrefix,
  compression: 'none',
  sendDeadlineMs: 5_000,
  mostBytes: MOST_RECORD_BYTES,
  sessionTimeoutMs: 6_000,
  stopDeadlineMs: 5_000,
  metadataMaxAgeMs: 1_000,
  intake: { pauseAbove: 10_000, resumeBelow: 5_000 },
  supervision: { lookEveryMs: 200, probeEveryMs: 2_000, standstillMs: 20_000, giveUpMs: 120_000 },
});

/** A transport whose topics are made, under a prefix of its own, before it starts. */
class PreparedTransport extends KafkaTransport {
  constructor(
    private readonly prepare: () => Promise<void>,
    ...rest: ConstructorParameters<typeof KafkaTransport>
  ) {
    super(...rest);
  }

  override async start(end: ReceivingEnd): Promise<void> {
    await this.prepare();
    await super.start(end);
  }
}

/** What a test holds on to of a transport. */
export interface Attached {
  readonly wires: Wires;
  readonly metrics: Metrics;
}

export const attached = (service: ServiceName): Attached => ({
  wires: new Wires(),
  metrics: new Metrics(service, { withProcess: false }),
});

/** The transports and topics of one spec file. Each database has topics and groups of its own. */
export class KafkaBench {
  private readonly made: KafkaTransport[] = [];
  private readonly wires: Wires[] = [];
  private readonly prepared = new Map<string, Promise<void>>();
  readonly brokers: readonly string[];
  readonly deaths: Error[] = [];

  constructor(brokers: string | undefined) {
    if (!brokers) throw new Error('KAFKA_BROKERS is not set');
    this.brokers = brokers.split(',');
  }

  /** The prefix of the topics of a database. */
  prefixOf(url: string): string {
    return `${new URL(url).pathname.slice(1)}.`;
  }

  transport(
    service: ServiceName,
    database: WorkerDatabase,
    crash: CrashPoints,
    change: Partial<KafkaOptions> = {},
    { wires, metrics }: Attached = attached(service),
  ): KafkaTransport {
    this.wires.push(wires);
    const prefix = this.prefixOf(String(database.pool.options.connectionString));
    dieWith(crash, wires);
    const options = { ...optionsFor(this.brokers, prefix), ...change };
    const transport = new PreparedTransport(
      () => this.prepare(prefix),
      {
        service,
        database,
        crash,
        logger: Logger.silent(),
        walls: ALL_WALLS,
        fatal: (error) => this.deaths.push(error),
        metrics,
      },
      { ...options, access: { ...options.access, socketFactory: wires.socketFactory } },
    );
    this.made.push(transport);
    return transport;
  }

  prepare(prefix: string): Promise<void> {
    const preparing = this.prepared.get(prefix) ?? this.makeTopics(prefix);
    this.prepared.set(prefix, preparing);
    return preparing;
  }

  client(): Kafka {
    return new Kafka({ brokers: [...this.brokers], logLevel: logLevel.NOTHING });
  }

  /** How many records lie on a topic. */
  async recordsOn(topic: string): Promise<number> {
    return this.withAdmin(async (admin) => {
      const partitions = await admin.fetchTopicOffsets(topic);
      return partitions.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
    });
  }

  /** Every record that lies on a topic now. */
  async readTopic(topic: string): Promise<KafkaMessage[]> {
    const count = await this.recordsOn(topic);
    const records: KafkaMessage[] = [];
    const consumer = this.client().consumer({ groupId: `look-${newId()}`, maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: ({ message }) => Promise.resolve(void records.push(message)),
    });
    try {
      await waitFor(`the ${count} records of ${topic}`, () => records.length >= count);
    } finally {
      await consumer.disconnect();
    }
    return records;
  }

  async produce(topic: string, messages: Message[]): Promise<void> {
    const producer = this.client().producer({ allowAutoTopicCreation: false });
    await producer.connect();
    await producer.send({ topic, messages });
    await producer.disconnect();
  }

  async withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.client().admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  /** Stops what a test has left behind and deletes its topics. */
  async clear(): Promise<void> {
    await Promise.all(this.made.splice(0).map((transport) => transport.stop().then(() => transport.close())));
    // What fell silent never says goodbye.
    for (const wires of this.wires.splice(0)) wires.cut();
    const prefixes = [...this.prepared.keys()];
    await this.withAdmin(async (admin) => {
      const topics = (await admin.listTopics()).filter((topic) => prefixes.some((prefix) => topic.startsWith(prefix)));
      if (topics.length > 0) await admin.deleteTopics({ topics });
    });
    this.prepared.clear();
  }

  private async makeTopics(prefix: string): Promise<void> {
    const retentionHours = { facts: 1, commands: 1, deadLetters: 1 };
    await ensureTopics(
      { brokers: this.brokers, tls: false },
      { prefix, partitions: 2, replication: 1, minInsync: 1, retentionHours },
      Logger.silent(),
    );
  }
}

/** The broker must see a crash as the database does. */
function dieWith(crash: CrashPoints, wires: Wires): void {
  const passing = crash.passing.bind(crash);
  crash.passing = (point) => {
    try {
      passing(point);
    } catch (error) {
      wires.cut();
      throw error;
    }
  };
}
