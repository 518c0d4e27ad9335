import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { type Span, livesOf, must, mustHaveLivedOn, mustHaveTakenIn } from './observe';

const NOWHERE = ['127.0.0.1', 1] as const;

/** The Redis at the known address has become a replica: it answers writes with READONLY. */
export class ReadOnlyRedis implements Fault {
  readonly id = 'F43';
  readonly title = 'Redis answers READONLY';
  readonly minSeconds = 8;
  readonly fullSeconds = 60;
  private before: ReadonlyMap<string, number> = new Map();
  private readonly down: Span = { from: 0, until: 0 };
  private refusal = '';

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    this.down.from = Date.now();
    this.refusal = await context.redis.run(async (redis) => {
      await redis.replicaof(...NOWHERE);
      return redis.set('chaos:write', '1').then(String, String);
    });
    await pause(context.holdMs);
    this.down.until = Date.now();
  }

  async heal({ redis, mesh }: FaultContext): Promise<void> {
    await redis.run((client) => client.replicaof('NO', 'ONE'));
    await mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.refusal.includes('READONLY'), `a read-only Redis (${this.refusal})`);
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`${mustHaveTakenIn(context, this.down)} tickets were taken in meanwhile`);
  }
}
