import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { type Span, livesOf, must, mustHaveLivedOn, mustHaveTakenIn } from './observe';

/** Redis is away: no ticket is lost, and the intake does not notice. */
export class StopRedis implements Fault {
  readonly id = 'F42';
  readonly title = 'Redis down';
  readonly minSeconds = 12;
  readonly fullSeconds = 300;
  private before: ReadonlyMap<string, number> = new Map();
  private readonly down: Span = { from: 0, until: 0 };
  private unreachable = false;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    await context.mesh.servers.redis.kill();
    this.down.from = Date.now();
    await pause(context.holdMs);
    this.unreachable = !(await context.redis.answers());
    this.down.until = Date.now();
  }

  async heal({ mesh }: FaultContext): Promise<void> {
    await mesh.servers.restartRedis();
    await mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.unreachable, 'a Redis that does not answer');
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`${mustHaveTakenIn(context, this.down)} tickets were taken in without Redis`);
  }
}
