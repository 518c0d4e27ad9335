import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const DURATION_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The metrics of one service, in a registry of its own so that several services can share a process. */
export class Metrics {
  readonly registry = new Registry();

  constructor(service: string, options: { readonly withProcess: boolean }) {
    this.registry.setDefaultLabels({ service });
    if (options.withProcess) collectDefaultMetrics({ register: this.registry });
  }

  counter<Label extends string>(name: string, help: string, labels: readonly Label[]): Counter<Label> {
    return (
      (this.registry.getSingleMetric(name) as Counter<Label> | undefined) ??
      new Counter({ name, help, labelNames: [...labels], registers: [this.registry] })
    );
  }

  gauge<Label extends string>(name: string, help: string, labels: readonly Label[]): Gauge<Label> {
    return (
      (this.registry.getSingleMetric(name) as Gauge<Label> | undefined) ??
      new Gauge({ name, help, labelNames: [...labels], registers: [this.registry] })
    );
  }

  histogram<Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    buckets: readonly number[] = DURATION_BUCKETS,
  ): Histogram<Label> {
    return (
      (this.registry.getSingleMetric(name) as Histogram<Label> | undefined) ??
      new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers: [this.registry] })
    );
  }

  /** The text format of Prometheus. */
  render(): Promise<string> {
    return this.registry.metrics();
  }
}
