import { CRASH_POINTS } from '@mesh/messaging';
import type { ServiceName } from '@mesh/contracts';
import { pause, within } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { pick, shuffled } from '../random';
import { must } from './observe';

/** Services that pass every crash point within a moment of load. */
const BUSY: readonly ServiceName[] = ['gateway', 'supervisor', 'solution'];
const POINT_MS = 30_000;

/** kill -9 of every process in turn, then deaths at named points; an orchestrator starts them again. */
export class KillProcesses implements Fault {
  readonly id = 'F01';
  readonly title = 'kill -9 each service, at random and at crash points';
  readonly minSeconds = 25;
  readonly fullSeconds = 300;
  private killed = 0;
  private readonly died: string[] = [];

  async inject(context: FaultContext): Promise<void> {
    const end = Date.now() + context.holdMs;
    for (const process of shuffled(context.mesh.processes, context.random)) {
      await this.kill(context, process.pid);
      await pause(200 + context.random() * 800);
    }
    for (const point of shuffled(CRASH_POINTS, context.random)) {
      if (Date.now() > end) return;
      await context.mesh.untilReady();
      await this.dieAt(context, point);
    }
    while (Date.now() < end) {
      await this.kill(context, pick(context.mesh.processes, context.random).pid);
      await pause(context.random() * 3_000);
    }
  }

  async heal({ mesh }: FaultContext): Promise<void> {
    await mesh.untilReady();
  }

  evidence({ mesh }: FaultContext): Promise<string> {
    const again = mesh.processes.filter(({ starts }) => starts > 1).length;
    must(this.killed >= mesh.processes.length && again === mesh.processes.length, 'every process started again');
    return Promise.resolve(`${this.killed} killed, ${this.died.length} died at ${this.died.join(', ') || 'no point'}`);
  }

  /** From outside: whoever looks after the process does not know. */
  private kill(_context: FaultContext, pid: number | undefined): Promise<void> {
    if (pid === undefined) return Promise.resolve();
    process.kill(pid, 'SIGKILL');
    this.killed += 1;
    return Promise.resolve();
  }

  private async dieAt(context: FaultContext, point: string): Promise<void> {
    const victim = pick(context.mesh.of(pick(BUSY, context.random)), context.random);
    await victim.kill();
    const at = 1 + Math.floor(context.random() * 8);
    victim.start({ CRASH_AT: `${point}:${at}`, INBOX_JOURNAL_AFTER_MS: '0' });
    const end = await within(victim.untilEnd(), POINT_MS);
    if (end === 'SIGKILL') {
      this.died.push(`${victim.name} ${point}`);
      return;
    }
    // This service does not pass there: it goes on without the trap.
    await victim.kill();
    victim.start();
  }
}
