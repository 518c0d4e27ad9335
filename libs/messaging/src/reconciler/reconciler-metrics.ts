import { METRICS, type Metrics } from '@mesh/observability';

/** What the reconciler found and did. */
export class ReconcilerMetrics {
  private readonly discrepancies;
  private readonly resentTotal;
  private readonly lastSuccess;

  constructor(metrics: Metrics) {
    this.discrepancies = metrics.gauge(METRICS.reconcilerDiscrepancies, 'Found by the last comparison', ['kind']);
    this.resentTotal = metrics.counter(METRICS.reconcilerResent, 'Messages that were published again', []);
    this.lastSuccess = metrics.gauge(METRICS.reconcilerLastSuccess, 'When the last comparison was finished', []);
    this.resentTotal.inc(0);
  }

  reconciled(missing: number): void {
    this.discrepancies.set({ kind: 'not_on_topic' }, missing);
    this.lastSuccess.set(Date.now() / 1000);
  }

  resent(count: number): void {
    this.resentTotal.inc(count);
  }
}
