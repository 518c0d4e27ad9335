import { METRICS, type Metrics } from '@mesh/observability';
import type { JobStatus } from './job-queue.port';

/** What a queue tells the operator. The label is the name of the job, a closed set. */
export class JobMetrics {
  private readonly duration;
  private readonly stalled;
  private readonly open;
  private readonly replaced;

  constructor(metrics: Metrics) {
    this.duration = metrics.histogram(METRICS.jobDuration, 'Time of one run of a job', ['job', 'result']);
    this.stalled = metrics.counter(METRICS.jobsStalled, 'Jobs whose worker vanished', []);
    this.open = metrics.gauge(METRICS.jobsOpen, 'Jobs in the queue, by state', ['job', 'state']);
    this.replaced = metrics.counter(METRICS.bullWorkersReplaced, 'Workers of Bull that had stopped taking jobs', []);
  }

  ran(job: string, result: 'completed' | 'retried' | 'failed' | 'stopped', milliseconds: number): void {
    this.duration.observe({ job, result }, milliseconds / 1000);
  }

  stalledJobs(count: number): void {
    this.stalled.inc(count);
  }

  workerReplaced(): void {
    this.replaced.inc();
  }

  queue(statuses: readonly JobStatus[]): void {
    for (const { name: job, waiting, delayed, active, failed } of statuses) {
      for (const [state, count] of Object.entries({ waiting, delayed, active, failed })) {
        this.open.set({ job, state }, count);
      }
    }
  }
}
