import { type ServiceName, consumerGroupOf } from '@mesh/contracts';
import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger, Metrics } from '@mesh/observability';
import type { WorkerDatabase } from '@mesh/persistence';
import type { Kafka } from 'kafkajs';
import type { CrashPoints } from '../../crash-points';
import { InboxReceiver } from '../../inbox/receiver';
import type { Walls } from '../../test-switches';
import { isDeadLetterTopic, topicsOf } from '../routes';
import type { TopicReader } from '../topic-reader';
import { type Outgoing, type ReceivingEnd, Transport } from '../transport';
import { BatchReceiver, isDatabaseAway } from './batch-receiver';
import { deadLetterHeaders, encodeMessage } from './cloud-events';
import { ConsumerLife, type ConsumerPlan, consumerOf } from './consumer-life';
import { ConsumerMetrics } from './consumer-metrics';
import { waitingRows } from './intake';
import { kafkaClient } from './kafka-client';
import type { KafkaOptions } from './kafka-options';
import { KafkaReceiver } from './kafka-receiver';
import { KafkaSender, producerOf } from './kafka-sender';
import { KafkaTopicReader } from './kafka-topic-reader';
import { LagProbe } from './lag-probe';
import { reconcilerGroupOf } from './planned-acls';
import type { TopicRecord } from './record-chunks';

export interface KafkaTransportParts {
  readonly service: ServiceName;
  readonly database: WorkerDatabase;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly crash: CrashPoints;
  readonly walls: Walls;
  /** Ends the process when it could not consume for too long. */
  readonly fatal: (error: Error) => void;
}

/** Longer than a group takes to settle in a roll-out. */
const JOIN_GRACE_MS = 60_000;

/** Real Kafka: the relay produces, a consumer group per service fills the inbox. Topics must be there already. */
export class KafkaTransport extends Transport {
  readonly healthName = 'kafka';
  private readonly kafka: Kafka;
  private readonly sender: KafkaSender;
  private readonly metrics: ConsumerMetrics;
  private readonly topicReader: KafkaTopicReader;
  private receiver: KafkaReceiver | undefined;
  private hasJoined = false;
  private startedAt = performance.now();

  constructor(
    private readonly parts: KafkaTransportParts,
    private readonly options: KafkaOptions,
  ) {
    super();
    const metrics = new ConsumerMetrics(parts.metrics);
    this.metrics = metrics;
    this.kafka = kafkaClient(`support-mesh-${parts.service}`, options.access, parts.logger, (topic) =>
      metrics.offsetLost(topic),
    );
    this.sender = new KafkaSender(() => producerOf(this.kafka, options.metadataMaxAgeMs), options);
    const groupId = `${options.topicPrefix}${reconcilerGroupOf(parts.service)}`;
    this.topicReader = new KafkaTopicReader(this.kafka, groupId, options.topicPrefix);
  }

  /** Resolves at once: a service runs without its brokers, and receives when they are there. */
  start(end: ReceivingEnd): Promise<void> {
    this.startedAt = performance.now();
    this.receiver = this.receiverFor(end);
    return new Promise((resolve) => this.receiver?.listen(resolve));
  }

  publish(batch: readonly Outgoing[]): Promise<void> {
    return this.sender.send(batch.map((outgoing) => recordOf(outgoing, this.options.topicPrefix)));
  }

  async stop(): Promise<void> {
    await this.receiver?.close();
  }

  override close(): Promise<void> {
    this.topicReader.close();
    return this.sender.close();
  }

  override get reader(): TopicReader {
    return this.topicReader;
  }

  /** True while the inbox is so full that nothing more is fetched. */
  get paused(): boolean {
    return this.receiver?.paused ?? false;
  }

  /** @throws RetryableError `KAFKA_NOT_JOINED` while nothing can be received */
  async checkHealth(): Promise<void> {
    await this.receiver?.checkHealth();
    this.hasJoined = true;
  }

  /**
   * A roll-out waits for the first join. Later, or when no broker was there for long, requests are served without: what
   * comes in is kept in Postgres.
   */
  degradesAlone(): boolean {
    return this.hasJoined || performance.now() - this.startedAt > JOIN_GRACE_MS;
  }

  /** @throws RetryableError `KAFKA_STANDS_STILL` or `KAFKA_NOT_CONSUMING` when only a fresh process can help */
  checkAlive(): void {
    this.receiver?.checkAlive();
  }

  private receiverFor(end: ReceivingEnd): KafkaReceiver {
    const { service, database, logger, fatal } = this.parts;
    const groupId = `${this.options.topicPrefix}${consumerGroupOf(service)}`;
    const batches = this.batchesFor(end);
    return new KafkaReceiver(
      {
        newLife: (crashed) => {
          const plan: ConsumerPlan = {
            groupId,
            topics: topicsOf(service).map((topic) => `${this.options.topicPrefix}${topic}`),
            sessionTimeoutMs: this.options.sessionTimeoutMs,
            metadataMaxAgeMs: this.options.metadataMaxAgeMs,
            receive: batches.receive,
            joined: () => this.metrics.joined(),
            crashed,
          };
          return new ConsumerLife(consumerOf(this.kafka, plan), plan);
        },
        probe: new LagProbe(this.kafka.admin(), groupId),
        waiting: (most) => waitingRows(database, service, most),
        fatal,
        logger,
        metrics: this.metrics,
      },
      this.options,
    );
  }

  private batchesFor(end: ReceivingEnd): BatchReceiver {
    const { service, database, logger, crash, walls } = this.parts;
    const inbox = new InboxReceiver(database, service, walls);
    return new BatchReceiver({
      store: (records) => inbox.receiveRaw(records),
      stored: (received) => {
        crash.passing('after_receive_before_offset_commit');
        end.received(received);
        this.metrics.progressed();
      },
      struggling: (error) => {
        logger.warn('kafka_batch_not_stored', { code: codeOf(error), reason: reasonOf(error) });
        if (isDatabaseAway(error)) this.receiver?.excuse();
      },
    });
  }
}

function recordOf({ topic, message }: Outgoing, prefix: string): TopicRecord {
  const record = encodeMessage(message);
  const headers = isDeadLetterTopic(topic) ? { ...record.headers, ...deadLetterHeaders(message) } : record.headers;
  return { topic: `${prefix}${topic}`, record: { ...record, headers } };
}
