import { RetryableError } from '@mesh/kernel';
import { CompressionTypes, type Kafka, Partitioners, type Producer } from 'kafkajs';
import { MessageRefused } from '../message-refused';
import { type TopicRecord, byTopic, chunksOf, sizeOf } from './record-chunks';
import { within } from './within';

export interface SenderOptions {
  readonly compression: 'none' | 'gzip';
  readonly sendDeadlineMs: number;
  /** The largest record that the topics allow. */
  readonly mostBytes: number;
}

/** Of the client's producer, what the sender needs. */
export type SendingClient = Pick<Producer, 'connect' | 'disconnect' | 'sendBatch'>;

/** Well below what a broker takes at once by default (1 MiB). */
const CHUNK_BYTES = 800_000;
const ALL_COPIES = -1;

/** Not idempotent: that mode retries for ever. Receivers know a message by its id. */
export const producerOf = (kafka: Kafka, metadataMaxAge: number): Producer =>
  kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    idempotent: false,
    maxInFlightRequests: 1,
    metadataMaxAge,
    retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 500 },
  });

/** Publishes batches. A client that did not answer in time is thrown away, so that its late tries do not overtake. */
export class KafkaSender {
  private client: Promise<SendingClient> | undefined;

  constructor(
    private readonly newClient: () => SendingClient,
    private readonly options: SenderOptions,
  ) {}

  /**
   * Resolves when all in-sync copies have every record. @throws RetryableError `KAFKA_SEND_FAILED`, `KAFKA_SEND_LATE`;
   * MessageRefused `MESSAGE_TOO_LARGE` for the first record that the brokers would never take
   */
  async send(records: readonly TopicRecord[]): Promise<void> {
    const giant = records.find((record) => sizeOf(record) > this.options.mostBytes);
    if (giant) throw refusalOf(giant);
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
      if (isTooLarge(error)) return this.sendSingly(chunk, error);
      throw new RetryableError('KAFKA_SEND_FAILED', 'the brokers did not take a batch', {}, undefined, {
        cause: error,
      });
    }
  }

  /** The topic allows less than this service thinks: find out which record it was. */
  private async sendSingly([first, ...rest]: readonly TopicRecord[], error: unknown): Promise<void> {
    if (!first) return;
    if (rest.length === 0) throw refusalOf(first, error);
    for (const record of [first, ...rest]) await this.sendChunk([record]);
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

const refusalOf = (giant: TopicRecord, cause?: unknown): MessageRefused =>
  new MessageRefused('MESSAGE_TOO_LARGE', giant.record.headers['ce_id'] ?? '', sizeOf(giant), { cause });

const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

/** The client wraps what a broker says. */
function isTooLarge(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('type' in error && TOO_LARGE.has(String(error.type))) || isTooLarge(error.cause);
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
