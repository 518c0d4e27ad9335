import { METRICS } from '@mesh/observability';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { QdrantRig } from '../rig/qdrant-rig';
import { JOBS_DONE } from './idle-redis';
import { must } from './observe';

const SLOW_MS = 1_500;

/** The worker of a job stands still for longer than its lock: the job is done again, its effect is there once. */
export class BlockBullWorker implements Fault {
  readonly id = 'F44';
  readonly title = 'a Bull worker stands still beyond the lock of its job';
  readonly needs = 'qdrant';
  readonly minSeconds = 18;
  readonly fullSeconds = 75;
  private stalledBefore = 0;
  private stalled = 0;
  private doneBefore = 0;
  private done = 0;

  async inject(context: FaultContext): Promise<void> {
    const qdrant = QdrantRig.of(context);
    this.stalledBefore = await context.counters.sum(METRICS.jobsStalled, 'research');
    this.doneBefore = await context.counters.sum(JOBS_DONE, 'research');
    qdrant.counterpart.trouble = { ms: SLOW_MS };
    await context.jobs.rebuild(context.tenants[0]?.id ?? '');
    await pause(SLOW_MS * 1.5);
    for (const worker of context.mesh.of('research')) worker.pause();
    await pause(Math.max(context.holdMs, context.jobLeaseMs * 2));
  }

  async heal(context: FaultContext): Promise<void> {
    QdrantRig.of(context).counterpart.trouble = 'none';
    for (const worker of context.mesh.of('research')) worker.resume();
    await context.mesh.untilReady();
    const deadline = Date.now() + 60_000;
    do {
      await pause(500);
      this.stalled = (await context.counters.sum(METRICS.jobsStalled, 'research')) - this.stalledBefore;
      this.done = (await context.counters.sum(JOBS_DONE, 'research')) - this.doneBefore;
    } while ((this.stalled === 0 || this.done === 0) && Date.now() < deadline);
  }

  evidence(): Promise<string> {
    must(this.stalled > 0, 'a stalled job');
    must(this.done > 0, 'a job that was done after all');
    return Promise.resolve(`${this.stalled} job stalled and was done again`);
  }
}
