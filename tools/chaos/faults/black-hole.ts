import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { submitBurst } from '../load/burst';
import { DETOURED } from '../rig/detour-rig';
import { livesOf, must, mustHaveLivedOn } from './observe';

/** Nothing passes between one consumer and the broker, and nobody is told: no reset, no end. */
export class BlackHole implements Fault {
  readonly id = 'F16';
  readonly title = 'black hole between one consumer and the broker';
  readonly needs = 'detour';
  readonly minSeconds = 35;
  readonly fullSeconds = 90;
  private before: ReadonlyMap<string, number> = new Map();
  private behind = 0;
  private connections = 0;

  async inject(context: FaultContext): Promise<void> {
    const { proxy } = proxyOf(context);
    this.before = livesOf(context);
    this.connections = proxy.counts.connections;
    await proxy.set({ blackhole: true });
    await submitBurst(context, 12);
    await pause(context.holdMs);
    this.behind = await context.broker.lag(DETOURED);
  }

  async heal(context: FaultContext): Promise<void> {
    await proxyOf(context).proxy.heal();
    await context.mesh.untilReady();
    await context.broker.untilTakenIn(90_000);
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.connections > 0, 'a consumer that comes through the proxy');
    must(context.mesh.of(DETOURED).length > 1 || this.behind > 0, 'a consumer that falls behind');
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`${this.behind} records waited for ${DETOURED}; all were taken in afterwards`);
  }
}

function proxyOf({ detour }: FaultContext) {
  if (!detour) throw new Error('the mesh was started without a way through a proxy');
  return detour;
}
