import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { type Span, livesOf, must, mustHaveLivedOn, mustHaveTakenIn } from './observe';

const JUNK = 'chaos:junk:';
const PIECE = 'x'.repeat(100_000);

/** Redis has no room for anything new. */
export class FillRedis implements Fault {
  readonly id = 'F41';
  readonly title = 'Redis full, noeviction';
  readonly minSeconds = 8;
  readonly fullSeconds = 60;
  private before: ReadonlyMap<string, number> = new Map();
  private readonly full: Span = { from: 0, until: 0 };
  private refusal = '';

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    this.full.from = Date.now();
    this.refusal = await context.redis.run(async (redis) => {
      await redis.config('SET', 'maxmemory-policy', 'noeviction');
      await redis.config('SET', 'maxmemory', '64mb');
      for (let piece = 0; piece < 2_000; piece += 1) {
        const said = await redis.set(`${JUNK}${piece}`, PIECE).catch((error: unknown) => String(error));
        if (said !== 'OK') return String(said);
      }
      return '';
    });
    await pause(context.holdMs);
    this.full.until = Date.now();
  }

  async heal({ redis, mesh }: FaultContext): Promise<void> {
    await redis.run(async (client) => {
      await client.config('SET', 'maxmemory', '0');
      const junk = await client.keys(`${JUNK}*`);
      if (junk.length > 0) await client.del(...junk);
    });
    await mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.refusal.includes('OOM'), `a full Redis (${this.refusal})`);
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`${mustHaveTakenIn(context, this.full)} tickets were taken in with a full Redis`);
  }
}
