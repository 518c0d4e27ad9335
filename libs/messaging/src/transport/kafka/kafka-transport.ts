import { type ServiceName, consumerGroupOf } from '@mesh/contracts';
import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { WorkerDatabase } from '@mesh/persistence';
import type { Kafka } from 'kafkajs';
import type { CrashPoints } from '../../crash-points';
import { InboxReceiver } from '../../inbox/receiver';
import type { Walls } from '../../test-switches';
import { isDeadLetterTopic, topicsOf } from '../routes';
import { type Outgoing, type ReceivingEnd, Transport } from '../transport';
import { BatchReceiver, isDatabaseAway } from './batch-receiver';
import { deadLetterHeaders, encodeMessage } from './cloud-events';
import { ConsumerLife, type ConsumerPlan, consumerOf } from './consumer-life';
import { waitingRows } from './intake';
import { kafkaClient } from './kafka-client';
import type { KafkaOptions } from './kafka-options';
import { KafkaReceiver } from './kafka-receiver';
import { KafkaSender, producerOf } from './kafka-sender';
import { LagProbe } from './lag-probe';
import type { TopicRecord } from './record-chunks';

export interface KafkaTransportParts {
  readonly service: ServiceName;
  readonly database: WorkerDatabase;
  readonly logger: Logger;
  readonly crash: CrashPoints;
  readonly walls: Walls;
  /** Ends the process when it could not consume for too long. */
  readonly fatal: (error: Error) => void;
}

/** Real Kafka: the relay produces, a consumer group per service fills the inbox. Topics must be there already. */
export class KafkaTransport extends Transport {
  readonly healthName = 'kafka';
  private readonly kafka: Kafka;
  private readonly sender: KafkaSender;
  private receiver: KafkaReceiver | undefined;

  constructor(
    private readonly parts: KafkaTransportParts,
    private readonly options: KafkaOptions,
  ) {
    super();
    this.kafka = kafkaClient(`support-mesh-${parts.service}`, options.access, parts.logger);
    this.sender = new KafkaSender(() => producerOf(this.kafka), options);
  }

  /** Resolves at once: a service runs without its brokers, and receives when they are there. */
  start(end: ReceivingEnd): Promise<void> {
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
    return this.sender.close();
  }

  /** True while the inbox is so full that nothing more is fetched. */
  get paused(): boolean {
    return this.receiver?.paused ?? false;
  }

  /** @throws RetryableError `KAFKA_NOT_JOINED` while nothing can be received */
  async checkHealth(): Promise<void> {
    await this.receiver?.checkHealth();
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
            receive: batches.receive,
            crashed,
          };
          return new ConsumerLife(consumerOf(this.kafka, plan), plan);
        },
        probe: new LagProbe(this.kafka.admin(), groupId),
        waiting: (most) => waitingRows(database, service, most),
        fatal,
        logger,
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
