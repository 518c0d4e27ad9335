import { RetryableError } from '@mesh/kernel';
import type { Admin, Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { type Positions, type Reach, type RecordId, TopicReader } from '../topic-reader';
import { CLIENT_RETRY } from './kafka-client';
import { within } from './within';

const READ_DEADLINE_MS = 300_000;
const FETCH_WAIT_MS = 100;

/** A consumer for one reading: it joins a group of its own, commits nothing and leaves. */
export class KafkaTopicReader extends TopicReader {
  private giveUp: (error: Error) => void = () => undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly groupId: string,
    private readonly prefix: string,
  ) {
    super();
  }

  reach(topics: readonly string[], since: number): Promise<Reach> {
    return this.withAdmin(async (admin) => {
      const reach = { oldest: new Map(), since: new Map(), next: new Map() } satisfies Reach;
      for (const topic of topics) {
        const name = `${this.prefix}${topic}`;
        const ends = await admin.fetchTopicOffsets(name);
        const later = await admin.fetchTopicOffsetsByTimestamp(name, Math.floor(since));
        reach.oldest.set(topic, new Map(ends.map(({ partition, low }) => [partition, BigInt(low)])));
        reach.next.set(topic, new Map(ends.map(({ partition, high }) => [partition, BigInt(high)])));
        reach.since.set(topic, new Map(later.map(({ partition, offset }) => [partition, BigInt(offset)])));
      }
      return reach;
    });
  }

  async read(from: Positions, seen: (ids: readonly RecordId[]) => 'more' | 'enough'): Promise<void> {
    const { oldest, next } = await this.reach([...from.keys()], Date.now());
    const spans = spansOf(from, oldest, next);
    if (spans.length === 0) return;
    const consumer = this.kafka.consumer({
      groupId: this.groupId,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: { ...CLIENT_RETRY, restartOnFailure: () => Promise.resolve(false) },
    });
    try {
      await within(READ_DEADLINE_MS, this.readSpans(consumer, spans, seen), late);
    } finally {
      await consumer.disconnect();
    }
  }

  /** Gives up the reading in hand. */
  close(): void {
    this.giveUp(new RetryableError('KAFKA_READ_STOPPED', 'the service stops'));
  }

  private async readSpans(
    consumer: Consumer,
    spans: readonly Span[],
    seen: (ids: readonly RecordId[]) => 'more' | 'enough',
  ): Promise<void> {
    const open = new Map(spans.map((span) => [keyOf(this.prefix + span.topic, span.partition), span]));
    await consumer.connect();
    await consumer.subscribe({
      topics: [...new Set(spans.map(({ topic }) => this.prefix + topic))],
      fromBeginning: true,
    });
    const ended = new Promise<void>((resolve, reject) => {
      this.giveUp = reject;
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      const eachBatch = (payload: EachBatchPayload): Promise<void> => {
        const { batch } = payload;
        const key = keyOf(batch.topic, batch.partition);
        const span = open.get(key);
        const enough = span !== undefined && seen(batch.messages.flatMap(idOf)) === 'enough';
        payload.resolveOffset(batch.lastOffset());
        if (span && BigInt(batch.lastOffset()) + 1n >= span.to) open.delete(key);
        if (enough || open.size === 0) resolve();
        return Promise.resolve();
      };
      const begin = async (): Promise<void> => {
        await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch });
        for (const { topic, partition, from } of spans) {
          consumer.seek({ topic: this.prefix + topic, partition, offset: from.toString() });
        }
      };
      // A reader that is ended meanwhile cannot seek any more.
      begin().catch(reject);
    });
    await ended;
  }

  private async withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
}

interface Span {
  readonly topic: string;
  readonly partition: number;
  readonly from: bigint;
  readonly to: bigint;
}

/** Where there is something to read. */
function spansOf(from: Positions, oldest: Positions, next: Positions): Span[] {
  const spans: Span[] = [];
  for (const [topic, ends] of next) {
    for (const [partition, to] of ends) {
      const low = oldest.get(topic)?.get(partition) ?? 0n;
      const wanted = from.get(topic)?.get(partition) ?? low;
      const start = wanted < low ? low : wanted;
      if (start < to) spans.push({ topic, partition, from: start, to });
    }
  }
  return spans;
}

const keyOf = (topic: string, partition: number): string => `${topic}/${partition}`;

const idOf = ({ headers }: KafkaMessage): RecordId[] => {
  const [tenantId, id] = [headers?.['ce_tenantid'], headers?.['ce_id']];
  return tenantId === undefined || id === undefined ? [] : [{ tenantId: tenantId.toString(), id: id.toString() }];
};

const late = (): RetryableError => new RetryableError('KAFKA_READ_LATE', 'topics could not be read in time');
