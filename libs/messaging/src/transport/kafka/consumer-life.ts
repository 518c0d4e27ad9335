import type { Consumer, Kafka } from 'kafkajs';
import { CLIENT_RETRY } from './kafka-client';
import type { BatchPayload } from './batch-receiver';
import type { Assignment } from './lag-probe';

export interface ConsumerPlan {
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly sessionTimeoutMs: number;
  readonly metadataMaxAgeMs: number;
  readonly receive: (payload: BatchPayload) => Promise<void>;
  /** Told each time it was given its partitions. */
  readonly joined: () => void;
  /** Told when the consumer has ended by itself. */
  readonly crashed: (error: Error) => void;
}

/** Small: it is also how long a paused or stopping consumer sleeps. New records wake a fetch at once. */
const FETCH_WAIT_MS = 100;
const AT_ONCE = 3;
/** The next partitions are handed out within this; longer than the slowest batch. */
const REBALANCE_MS = 30_000;

export const consumerOf = (kafka: Kafka, plan: ConsumerPlan): Consumer =>
  kafka.consumer({
    groupId: plan.groupId,
    sessionTimeout: plan.sessionTimeoutMs,
    heartbeatInterval: Math.round(plan.sessionTimeoutMs / 10),
    rebalanceTimeout: Math.max(REBALANCE_MS, plan.sessionTimeoutMs),
    maxWaitTimeInMs: FETCH_WAIT_MS,
    metadataMaxAge: plan.metadataMaxAgeMs,
    allowAutoTopicCreation: false,
    // It never starts itself again: the receiver does, which knows when to give up.
    retry: { ...CLIENT_RETRY, restartOnFailure: () => Promise.resolve(false) },
  });

/** One consumer from its start to its end. It reports signs of life; whoever owns it decides what they mean. */
export class ConsumerLife {
  readonly startedAt = performance.now();
  aliveAt = this.startedAt;
  hasCrashed = false;
  /** Partitions by topic once it has joined. */
  assignment: Assignment | undefined;
  private isPaused = false;

  constructor(
    private readonly consumer: Consumer,
    private readonly plan: ConsumerPlan,
  ) {
    const { CRASH, FETCH, END_BATCH_PROCESS, GROUP_JOIN, REBALANCING } = consumer.events;
    consumer.on(CRASH, ({ payload }) => this.crash(payload.error));
    consumer.on(GROUP_JOIN, ({ payload }) => this.joined(payload.memberAssignment));
    for (const event of [FETCH, END_BATCH_PROCESS, REBALANCING] as const) consumer.on(event, () => this.alive());
  }

  get paused(): boolean {
    return this.isPaused;
  }

  /** Resolves when it has joined the group, or has crashed on the way. @throws when it cannot even try */
  async start(): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...this.plan.topics], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: AT_ONCE,
      eachBatch: this.plan.receive,
    });
  }

  alive(): void {
    this.aliveAt = performance.now();
  }

  setPaused(paused: boolean): void {
    if (paused === this.isPaused) return;
    this.isPaused = paused;
    this.applyPause();
  }

  /** Leaves the group after the batches in hand. May never settle: bound it. */
  stop(): Promise<void> {
    return this.consumer.disconnect();
  }

  private joined(assignment: Assignment): void {
    this.assignment = assignment;
    this.plan.joined();
    this.alive();
    if (this.isPaused) this.applyPause();
  }

  private crash(error: Error): void {
    this.hasCrashed = true;
    this.plan.crashed(error);
  }

  /** Only within the group: elsewhere the client throws. */
  private applyPause(): void {
    if (!this.assignment || this.hasCrashed) return;
    const topics = this.plan.topics.map((topic) => ({ topic }));
    if (this.isPaused) this.consumer.pause(topics);
    else this.consumer.resume(topics);
  }
}
