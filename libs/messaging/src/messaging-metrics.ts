import { METRICS, type Metrics } from '@mesh/observability';
import type { Received } from './inbox/receiver';
import { ReconcilerMetrics } from './reconciler/reconciler-metrics';

/** What lies in the tables of a service at one moment. */
export interface BacklogState {
  readonly outboxPending: number;
  readonly outboxOldestMs: number;
  readonly inboxOpen: number;
  readonly inboxOldestMs: number;
  readonly inFlight: number;
  readonly deadOldestMs: number;
}

/** What messaging counts. */
export class MessagingMetrics {
  private readonly consumed;
  private readonly duration;
  private readonly group;
  private readonly received;
  private readonly deduplicated;
  private readonly published;
  private readonly dead;
  private readonly redriven;
  private readonly backlog;
  readonly reconciler: ReconcilerMetrics;

  constructor(metrics: Metrics) {
    this.consumed = metrics.counter(METRICS.eventsConsumed, 'Messages worked on', ['event_type', 'result']);
    this.duration = metrics.histogram(METRICS.workDuration, 'Time from claim to commit', ['event_type']);
    this.group = metrics.histogram(METRICS.commitGroupSize, 'Messages per commit', [], [1, 2, 4, 8, 16, 32, 64, 128]);
    this.received = metrics.counter(METRICS.messagesReceived, 'Messages put into the inbox', []);
    this.deduplicated = metrics.counter(METRICS.eventsDeduplicated, 'Messages that were there already', []);
    this.published = metrics.counter(METRICS.outboxPublished, 'Messages taken from the outbox', []);
    this.dead = metrics.counter(METRICS.deadLetters, 'Messages put aside', ['reason']);
    this.redriven = metrics.counter(METRICS.redriven, 'Messages put aside that were opened again', []);
    for (const counter of [this.received, this.deduplicated, this.published, this.redriven]) counter.inc(0);
    this.reconciler = new ReconcilerMetrics(metrics);
    this.backlog = {
      outboxPending: metrics.gauge(METRICS.outboxPending, 'Messages not yet published', []),
      outboxOldest: metrics.gauge(METRICS.outboxOldestAge, 'Age of the oldest of them', []),
      inboxOpen: metrics.gauge(METRICS.inboxOpen, 'Messages that wait to be worked on, counted up to a bound', []),
      inboxOldest: metrics.gauge(METRICS.inboxOldestAge, 'Longest wait of a due message that nobody has in hand', []),
      inFlight: metrics.gauge(METRICS.inboxInFlight, 'Messages that this process works on', []),
      deadOldest: metrics.gauge(METRICS.deadLettersOldestAge, 'Age of the oldest message put aside', []),
    };
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
    for (const code of batch.unreadable) this.buried(code);
  }

  publishedBatch(size: number): void {
    this.published.inc(size);
  }

  buried(code: string): void {
    this.dead.inc({ reason: code });
  }

  redrove(): void {
    this.redriven.inc();
  }

  backlogIs(state: BacklogState): void {
    this.backlog.outboxPending.set(state.outboxPending);
    this.backlog.outboxOldest.set(state.outboxOldestMs / 1000);
    this.backlog.inboxOpen.set(state.inboxOpen);
    this.backlog.inboxOldest.set(state.inboxOldestMs / 1000);
    this.backlog.inFlight.set(state.inFlight);
    this.backlog.deadOldest.set(state.deadOldestMs / 1000);
  }
}
