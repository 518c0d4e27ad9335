import { METRICS, type Metrics } from '@mesh/observability';

/** What is counted about consuming; topics by the names that the brokers know. */
export class ConsumerMetrics {
  private readonly lag;
  private readonly rebalances;
  private readonly crashes;
  private readonly lastProgress;
  private readonly offsetsLost;

  constructor(metrics: Metrics) {
    this.lag = metrics.gauge(METRICS.consumerLag, 'Messages on the partitions of this process, not yet taken in', [
      'topic',
    ]);
    this.rebalances = metrics.counter(METRICS.consumerRebalances, 'Times that partitions were handed out', []);
    this.crashes = metrics.counter(METRICS.consumerCrashes, 'Consumers that ended; restart: by another one', [
      'restart',
    ]);
    this.lastProgress = metrics.gauge(METRICS.consumerLastProgress, 'When something was taken in, or nothing lay', []);
    this.offsetsLost = metrics.counter(METRICS.consumerOffsetsLost, 'Partitions whose next message was gone', [
      'topic',
    ]);
    this.rebalances.inc(0);
    for (const restart of ['true', 'false']) this.crashes.inc({ restart }, 0);
  }

  joined(): void {
    this.rebalances.inc();
  }

  /** @param replaced false when the process ends with its consumer */
  ended(replaced: boolean): void {
    this.crashes.inc({ restart: String(replaced) });
  }

  progressed(): void {
    this.lastProgress.set(Date.now() / 1000);
  }

  lagOf(topic: string, messages: number): void {
    this.lag.set({ topic }, messages);
  }

  /** A partition that is another process's now. */
  forgetLag(): void {
    this.lag.reset();
  }

  offsetLost(topic: string): void {
    this.offsetsLost.inc({ topic });
  }
}
