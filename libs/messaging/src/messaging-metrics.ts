import { METRICS, type Metrics } from '@mesh/observability';
import type { Received } from './inbox/receiver';

/** What messaging counts. */
export class MessagingMetrics {
  private readonly consumed;
  private readonly duration;
  private readonly group;
  private readonly received;
  private readonly deduplicated;
  private readonly published;
  private readonly dead;

  constructor(metrics: Metrics) {
    this.consumed = metrics.counter(METRICS.eventsConsumed, 'Messages worked on', ['event_type', 'result']);
    this.duration = metrics.histogram(METRICS.workDuration, 'Time from claim to commit', ['event_type']);
    this.group = metrics.histogram(METRICS.commitGroupSize, 'Messages per commit', [], [1, 2, 4, 8, 16, 32, 64, 128]);
    this.received = metrics.counter(METRICS.messagesReceived, 'Messages put into the inbox', []);
    this.deduplicated = metrics.counter(METRICS.eventsDeduplicated, 'Messages that were there already', []);
    this.published = metrics.counter(METRICS.outboxPublished, 'Messages taken from the outbox', []);
    this.dead = metrics.counter(METRICS.deadLetters, 'Messages put aside', ['reason']);
    for (const counter of [this.received, this.deduplicated, this.published]) counter.inc(0);
  }

  worked(type: string, result: string, seconds: number): void {
    this.consumed.inc({ event_type: type, result });
    this.duration.observe({ event_type: type }, seconds);
  }

  groupCommitted(size: number): void {
    this.group.observe(size);
  }

  receivedBatch(batch: Received): void {
    this.received.inc(batch.accepted);
    this.deduplicated.inc(batch.duplicates);
  }

  publishedBatch(size: number): void {
    this.published.inc(size);
  }

  buried(code: string): void {
    this.dead.inc({ reason: code });
  }
}
