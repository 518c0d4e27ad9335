import { SERVICES } from '@mesh/contracts';
import type { ServiceProcess } from '../../distributed-mesh/service-process';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { pick } from '../random';
import { must } from './observe';

/** A consumer stands still for longer than its session, wakes up and goes on as if nothing had happened. */
export class FreezeProcess implements Fault {
  readonly id = 'F02';
  readonly title = 'SIGSTOP one consumer beyond its session, SIGCONT';
  readonly minSeconds = 10;
  readonly fullSeconds = 60;
  private victim: ServiceProcess | undefined;
  private frozen = false;

  async inject(context: FaultContext): Promise<void> {
    const agents = SERVICES.filter((service) => service !== 'gateway');
    this.victim = pick(context.mesh.of(pick(agents, context.random)), context.random);
    this.victim.pause();
    const end = Date.now() + Math.max(context.holdMs, context.sessionTimeoutMs * 1.5);
    await pause(1_000);
    this.frozen = this.victim.pid !== undefined && !(await this.victim.isLive());
    await pause(end - Date.now());
  }

  heal({ mesh }: FaultContext): Promise<void> {
    this.victim?.resume();
    return mesh.untilReady();
  }

  evidence(): Promise<string> {
    must(this.frozen, 'a process that lives and does not answer');
    return Promise.resolve(`${this.victim?.name ?? ''} stood still`);
  }
}
