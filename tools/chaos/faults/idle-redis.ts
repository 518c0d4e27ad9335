import { METRICS } from '@mesh/observability';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { livesOf, must, mustHaveLivedOn } from './observe';

/** Runs of jobs that have ended. */
export const JOBS_DONE = `${METRICS.jobDuration}_count`;
const RESUMED_MS = 60_000;

/** Redis goes while no job waits, and comes back: what is ordered then is done, without a new worker process. */
export class IdleRedis implements Fault {
  readonly id = 'F45';
  readonly title = 'Redis away while the queues are idle';
  readonly minSeconds = 14;
  readonly fullSeconds = 75;
  private before: ReadonlyMap<string, number> = new Map();
  private unreachable = false;
  private doneAfterMs = Number.NaN;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    await context.mesh.servers.redis.kill();
    await pause(context.holdMs);
    this.unreachable = !(await context.redis.answers());
  }

  async heal(context: FaultContext): Promise<void> {
    await context.mesh.servers.restartRedis();
    await context.mesh.untilReady();
    const since = Date.now();
    const done = await context.counters.sum(JOBS_DONE, 'research');
    await this.order(context, since + RESUMED_MS);
    while ((await context.counters.sum(JOBS_DONE, 'research')) <= done) {
      if (Date.now() - since > RESUMED_MS) return;
      await pause(250);
    }
    this.doneAfterMs = Date.now() - since;
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.unreachable, 'a Redis that does not answer');
    must(this.doneAfterMs <= RESUMED_MS, `a job done within ${RESUMED_MS / 1_000} s after Redis was back`);
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`a job was done ${(this.doneAfterMs / 1_000).toFixed(1)} s after Redis was back`);
  }

  /** Ordering fails at once while the connection is not there yet. */
  private async order(context: FaultContext, deadline: number): Promise<void> {
    for (;;) {
      try {
        return await context.jobs.rebuild(context.tenants[0]?.id ?? '');
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await pause(500);
      }
    }
  }
}
