import type { ServiceName } from '@mesh/contracts';
import { Metrics } from '@mesh/observability';
import { processEventLoop } from '../health/event-loop-monitor';

/** @param withProcess also measures what all services of a process share; one of them does */
export function metricsOf(service: ServiceName, withProcess: boolean): Metrics {
  const metrics = new Metrics(service, { withProcess });
  if (withProcess) processEventLoop.measureFor(metrics);
  return metrics;
}
