import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { livesOf, must, mustHaveLivedOn } from './observe';

/** Redis forgets everything. */
export class FlushRedis implements Fault {
  readonly id = 'F40';
  readonly title = 'FLUSHALL in the middle of the run';
  readonly minSeconds = 4;
  readonly fullSeconds = 30;
  private before: ReadonlyMap<string, number> = new Map();
  private forgotten = 0;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    const end = Date.now() + context.holdMs;
    do {
      await context.redis.mark();
      await context.redis.run((redis) => redis.flushall());
      if (!(await context.redis.isMarked())) this.forgotten += 1;
      await pause(Math.min(10_000, Math.max(0, end - Date.now())));
    } while (Date.now() < end);
  }

  async heal({ mesh }: FaultContext): Promise<void> {
    await mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.forgotten > 0, 'a Redis that forgot');
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`flushed ${this.forgotten} times`);
  }
}
