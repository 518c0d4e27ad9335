import { MESSAGE_TOPICS, SERVICES, type ServiceName, consumerGroupOf, deadLetterTopicOf } from '@mesh/contracts';
import { topicsOf } from '@mesh/messaging';
import { type Admin, type IHeaders, Kafka, type Message, Partitioners, type Producer, logLevel } from 'kafkajs';
import { pause } from '../../running-mesh/start-mesh';

/** One record as it lies on a topic. */
export interface TopicEntry {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: IHeaders;
}

export type Offsets = Readonly<Record<string, readonly { partition: number; offset: bigint }[]>>;

/** Records that the rig itself has put there carry it. */
export const RIG_HEADER = 'chaos-copy';

export const WORK_TOPICS = MESSAGE_TOPICS;
export const ALL_TOPICS = [...WORK_TOPICS, ...SERVICES.map(deadLetterTopicOf)];

/** A plain client of the broker, without any library of the mesh. */
export class Broker {
  private readonly kafka: Kafka;
  private readers = 0;

  private readonly brokers: string[];

  constructor(brokers: string) {
    this.brokers = brokers.split(',');
    this.kafka = new Kafka({
      clientId: 'chaos',
      brokers: this.brokers,
      logLevel: logLevel.NOTHING,
      retry: { retries: 8, initialRetryTime: 200, maxRetryTime: 2_000 },
    });
  }

  async admin<Result>(work: (admin: Admin) => Promise<Result>): Promise<Result> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  async send(topic: string, messages: readonly (Message & { partition?: number })[]): Promise<void> {
    if (messages.length === 0) return;
    const producer: Producer = this.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    try {
      for (let at = 0; at < messages.length; at += 500) {
        await producer.send({ topic, messages: [...messages.slice(at, at + 500)] });
      }
    } finally {
      await producer.disconnect();
    }
  }

  /** Whether nobody listens there. */
  async isAway(): Promise<boolean> {
    const probe = new Kafka({ brokers: this.brokers, logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
    return probe.connect().then(
      () => probe.disconnect().then(() => false),
      () => true,
    );
  }

  /** The broker that leads the first partition. */
  async leaderOf(topic: string): Promise<number> {
    const { topics } = await this.admin((admin) => admin.fetchTopicMetadata({ topics: [topic] }));
    const first = topics[0]?.partitions.find(({ partitionId }) => partitionId === 0);
    if (!first) throw new Error(`nobody leads ${topic}`);
    return first.leader;
  }

  /** Waits until every copy of every partition is up to date. @throws Error that counts those that are not */
  async untilInSync(topics: readonly string[], timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = await this.admin((admin) => admin.fetchTopicMetadata({ topics: [...topics] }));
      const partitions = found.topics.flatMap((topic) => topic.partitions);
      const behind = partitions.filter(({ isr, replicas }) => isr.length < replicas.length);
      if (behind.length === 0) return;
      if (Date.now() > deadline) throw new Error(`${behind.length} partitions lack a copy`);
      await pause(500);
    }
  }

  /** The offsets behind the last record of each partition. */
  ends(topics: readonly string[]): Promise<Offsets> {
    return this.edges(topics, 'high');
  }

  /** The offsets of the first records. */
  starts(topics: readonly string[]): Promise<Offsets> {
    return this.edges(topics, 'low');
  }

  private edges(topics: readonly string[], edge: 'low' | 'high'): Promise<Offsets> {
    return this.admin(async (admin) => {
      const all = await Promise.all(
        topics.map(async (topic) => [topic, await admin.fetchTopicOffsets(topic)] as const),
      );
      return Object.fromEntries(
        all.map(([topic, partitions]) => [
          topic,
          partitions.map(({ partition, ...offsets }) => ({ partition, offset: BigInt(offsets[edge]) })),
        ]),
      );
    });
  }

  /** Everything on these topics up to now, from the given offsets or from the start, in order per partition. */
  async read(topics: readonly string[], from?: Offsets): Promise<TopicEntry[]> {
    const ends = await this.ends(topics);
    const left = new Map<string, bigint>();
    for (const topic of topics) {
      for (const { partition, offset } of ends[topic] ?? []) {
        const first = from?.[topic]?.find((start) => start.partition === partition)?.offset ?? 0n;
        if (offset > first) left.set(`${topic}/${partition}`, offset);
      }
    }
    return left.size === 0 ? [] : this.readUntil([...topics], left, from);
  }

  private async readUntil(topics: string[], left: Map<string, bigint>, from?: Offsets): Promise<TopicEntry[]> {
    this.readers += 1;
    const groupId = `chaos-reader-${process.pid}-${this.readers}`;
    const consumer = this.kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
    const entries: TopicEntry[] = [];
    await consumer.connect();
    try {
      await consumer.subscribe({ topics, fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
        const eachMessage = ({ topic, partition, message }: ConsumedMessage): Promise<void> => {
          const place = `${topic}/${partition}`;
          const offset = BigInt(message.offset);
          const end = left.get(place);
          if (end !== undefined && offset < end) {
            const { key, value, headers = {} } = message;
            entries.push({ topic, partition, offset, key, value, headers });
          }
          if (end !== undefined && offset + 1n >= end) left.delete(place);
          if (left.size === 0) resolve();
          return Promise.resolve();
        };
        consumer.run({ autoCommit: false, eachMessage }).catch(reject);
        for (const topic of topics) {
          for (const { partition, offset } of from?.[topic] ?? []) {
            consumer.seek({ topic, partition, offset: String(offset) });
          }
        }
      });
      return entries;
    } finally {
      await consumer.disconnect();
      await this.admin((admin) => admin.deleteGroups([groupId])).catch(() => undefined);
    }
  }

  /** Where a group is on a topic; on a partition that it has not begun, where `otherwise` says. */
  async committed(service: ServiceName, topic: string, otherwise: Offsets): Promise<Offsets[string]> {
    const groupId = consumerGroupOf(service);
    const [found] = await this.admin((admin) => admin.fetchOffsets({ groupId, topics: [topic] }));
    const begun = found?.partitions.filter(({ offset }) => BigInt(offset) >= 0n) ?? [];
    return (otherwise[topic] ?? []).map(({ partition, offset }) => ({
      partition,
      offset: BigInt(begun.find((known) => known.partition === partition)?.offset ?? offset),
    }));
  }

  /** Moves a group whose members are gone. */
  async moveGroup(service: ServiceName, offsets: Offsets): Promise<void> {
    const groupId = consumerGroupOf(service);
    await this.admin(async (admin) => {
      for (const [topic, partitions] of Object.entries(offsets)) {
        const wanted = partitions.map(({ partition, offset }) => ({ partition, offset: String(offset) }));
        await admin.setOffsets({ groupId, topic, partitions: wanted });
      }
    });
  }

  /** Removes a group whose members are gone, with what it had noted down. */
  async forgetGroup(groupId: string): Promise<void> {
    await this.admin((admin) => admin.deleteGroups([groupId]));
  }

  /** Joins the group of a service as a stranger that takes nothing in. */
  async joinGroup(service: ServiceName): Promise<{ leave(): Promise<boolean> }> {
    const consumer = this.kafka.consumer({ groupId: consumerGroupOf(service), sessionTimeout: 6_000 });
    let joined = false;
    consumer.on(consumer.events.GROUP_JOIN, () => (joined = true));
    await consumer.connect();
    await consumer.subscribe({ topics: [...topicsOf(service)], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: () => Promise.resolve() });
    return { leave: () => consumer.disconnect().then(() => joined) };
  }

  /** Records that the group has not yet taken in. */
  async lag(service: ServiceName): Promise<number> {
    const topics = [...topicsOf(service)];
    const ends = await this.ends(topics);
    const committed = await this.admin((admin) => admin.fetchOffsets({ groupId: consumerGroupOf(service), topics }));
    let lag = 0n;
    for (const { topic, partitions } of committed) {
      for (const { partition, offset } of partitions) {
        const end = ends[topic]?.find((candidate) => candidate.partition === partition)?.offset ?? 0n;
        const at = BigInt(offset) < 0n ? 0n : BigInt(offset);
        if (end > at) lag += end - at;
      }
    }
    return Number(lag);
  }

  /** Waits until every service has taken in everything. @throws Error that names those that have not */
  async untilTakenIn(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const lags = await Promise.all(SERVICES.map(async (service) => [service, await this.lag(service)] as const));
      const behind = lags.filter(([, lag]) => lag > 0);
      if (behind.length === 0) return;
      if (Date.now() > deadline) throw new Error(`not taken in: ${behind.map((pair) => pair.join(' ')).join(', ')}`);
      await pause(250);
    }
  }
}

interface ConsumedMessage {
  readonly topic: string;
  readonly partition: number;
  readonly message: { key: Buffer | null; value: Buffer | null; headers?: IHeaders; offset: string };
}
