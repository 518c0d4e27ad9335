import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { type Span, livesOf, must, mustHaveLivedOn, mustHaveTakenIn } from './observe';

/** The only broker is away: intake goes on, and afterwards every consumer is back without a restart. */
export class StopBroker implements Fault {
  readonly id = 'F13';
  readonly title = 'stop the only broker, start it again';
  readonly minSeconds = 20;
  readonly fullSeconds = 75;
  private before: ReadonlyMap<string, number> = new Map();
  private readonly down: Span = { from: 0, until: 0 };
  private unreachable = false;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    await context.mesh.servers.kafka.stop();
    this.down.from = Date.now();
    await pause(context.holdMs);
    this.unreachable = await context.broker.isAway();
    this.down.until = Date.now();
  }

  async heal({ mesh, broker }: FaultContext): Promise<void> {
    await mesh.servers.kafka.start();
    await mesh.untilReady();
    await broker.untilTakenIn(60_000);
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.unreachable, 'a broker that does not answer');
    mustHaveLivedOn(context, this.before);
    const taken = mustHaveTakenIn(context, this.down);
    return Promise.resolve(`${taken} tickets were taken in without a broker; no process was restarted`);
  }
}
