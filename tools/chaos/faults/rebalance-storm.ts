import { SERVICES } from '@mesh/contracts';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { livesOf, must, mustHaveLivedOn } from './observe';

/** Strangers join every consumer group, take partitions, handle nothing, and leave: the rightful owners read on. */
export class RebalanceStorm implements Fault {
  readonly id = 'F17';
  readonly title = 'members join and leave every consumer group';
  readonly minSeconds = 16;
  readonly fullSeconds = 300;
  private before: ReadonlyMap<string, number> = new Map();
  private joined = 0;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    const end = Date.now() + context.holdMs;
    do {
      const guests = await Promise.all(SERVICES.map((service) => context.broker.joinGroup(service)));
      await pause(2_000);
      const joined = await Promise.all(guests.map((guest) => guest.leave()));
      this.joined += joined.filter(Boolean).length;
      await pause(1_500);
    } while (Date.now() < end);
  }

  async heal({ mesh, broker }: FaultContext): Promise<void> {
    await mesh.untilReady();
    await broker.untilTakenIn(60_000);
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.joined > 0, 'a stranger that was given partitions');
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`${this.joined} times a group was handed out anew`);
  }
}
