import { RetryableError } from '@mesh/kernel';
import { CompressionTypes, type Kafka, Partitioners, type Producer } from 'kafkajs';
import { type TopicRecord, byTopic, chunksOf } from './record-chunks';
import { within } from './within';

export interface SenderOptions {
  readonly compression: 'none' | 'gzip';
  readonly sendDeadlineMs: number;
}

/** Of the client's producer, what the sender needs. */
export type SendingClient = Pick<Producer, 'connect' | 'disconnect' | 'sendBatch'>;

/** Well below what a broker takes at once by default (1 MiB). */
const CHUNK_BYTES = 800_000;
const ALL_COPIES = -1;

/** Not idempotent: that mode retries for ever. Receivers know a message by its id. */
export const producerOf = (kafka: Kafka): Producer =>
  kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    idempotent: false,
    maxInFlightRequests: 1,
    retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 500 },
  });

/** Publishes batches. A client that did not answer in time is thrown away, so that its late tries do not overtake. */
export class KafkaSender {
  private client: Promise<SendingClient> | undefined;

  constructor(
    private readonly newClient: () => SendingClient,
    private readonly options: SenderOptions,
  ) {}

  /** Resolves when all in-sync copies have every record. @throws RetryableError `KAFKA_SEND_FAILED`, `KAFKA_SEND_LATE` */
  async send(records: readonly TopicRecord[]): Promise<void> {
    for (const chunk of chunksOf(records, CHUNK_BYTES)) await this.sendChunk(chunk);
  }

  async close(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client) await within(this.options.sendDeadlineMs, disconnect(client), late).catch(noMatter);
  }

  private async sendChunk(chunk: readonly TopicRecord[]): Promise<void> {
    this.client ??= connected(this.newClient());
    const client = this.client;
    try {
      await within(this.options.sendDeadlineMs, this.sendBy(client, chunk), late);
    } catch (error) {
      if (this.client === client) this.client = undefined;
      void disconnect(client).catch(noMatter);
      if (error instanceof RetryableError) throw error;
      throw new RetryableError('KAFKA_SEND_FAILED', 'the brokers did not take a batch', {}, undefined, {
        cause: error,
      });
    }
  }

  private async sendBy(client: Promise<SendingClient>, chunk: readonly TopicRecord[]): Promise<void> {
    await (
      await client
    ).sendBatch({
      acks: ALL_COPIES,
      timeout: this.options.sendDeadlineMs,
      compression: this.options.compression === 'gzip' ? CompressionTypes.GZIP : CompressionTypes.None,
      topicMessages: byTopic(chunk),
    });
  }
}

async function connected(client: SendingClient): Promise<SendingClient> {
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.disconnect();
    throw error;
  }
}

const disconnect = async (client: Promise<SendingClient>): Promise<void> => (await client).disconnect();

const late = (): RetryableError => new RetryableError('KAFKA_SEND_LATE', 'the brokers did not answer in time');

/** Its fault was reported where it mattered; nothing is left to be done with this client. */
const noMatter = (): void => undefined;
