import { consumerGroupOf } from '@mesh/contracts';
import type { Fault, FaultContext } from '../fault';
import { submitBurst } from '../load/burst';
import { must } from './observe';

const WAITING = 100;

/** A group that the broker has never heard of starts where the topic begins, not where it ends. */
export class NewGroup implements Fault {
  readonly id = 'F25';
  readonly title = 'a brand-new consumer group finds what was published before it';
  readonly minSeconds = 15;
  readonly fullSeconds = 40;
  private unread = 0;

  async inject(context: FaultContext): Promise<void> {
    const { mesh, broker } = context;
    await Promise.all(mesh.of('triage').map((process) => process.stop()));
    await broker.forgetGroup(consumerGroupOf('triage'));
    const missing = WAITING - (await broker.lag('triage'));
    await submitBurst(context, Math.max(10, missing));
    this.unread = await broker.lag('triage');
  }

  async heal({ mesh, broker }: FaultContext): Promise<void> {
    for (const process of mesh.of('triage')) process.start();
    await mesh.untilReady();
    await broker.untilTakenIn(90_000);
  }

  evidence(): Promise<string> {
    must(this.unread >= WAITING, `${WAITING} records before the first start (${this.unread} were there)`);
    return Promise.resolve(`${this.unread} records lay there before the group did; all were taken in`);
  }
}
