import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { pick } from '../random';
import { type Span, must } from './observe';

const EVERY_MS = 10_000;
const CONNECTIONS = `SELECT count(*)::int AS open FROM pg_stat_activity WHERE usename IN ('mesh_api', 'mesh_worker')`;
/** Two roles with ten connections each, and two listeners, per process. */
const BUDGET_PER_PROCESS = 24;

/** A random process is killed every ten seconds. */
export class RestartStorm implements Fault {
  readonly id = 'F05';
  readonly title = 'kill a random process every 10 s';
  readonly minSeconds = 22;
  readonly fullSeconds = 300;
  private killed = 0;
  private mostConnections = 0;
  private readonly span: Span = { from: 0, until: 0 };

  async inject(context: FaultContext): Promise<void> {
    this.span.from = Date.now();
    const end = Date.now() + context.holdMs;
    do {
      const victim = pick(context.mesh.processes, context.random);
      await victim.kill();
      victim.start();
      this.killed += 1;
      await pause(EVERY_MS);
      const [row] = await context.database.rows<{ open: number }>(CONNECTIONS);
      this.mostConnections = Math.max(this.mostConnections, row?.open ?? 0);
    } while (Date.now() < end);
    this.span.until = Date.now();
  }

  heal({ mesh }: FaultContext): Promise<void> {
    return mesh.untilReady();
  }

  evidence({ history, mesh }: FaultContext): Promise<string> {
    const { from, until } = this.span;
    const ok = history
      .of('ticket')
      .filter(({ outcome, endedAt = 0 }) => outcome === 'ok' && endedAt > from && endedAt < until);
    must(ok.length > 0, 'tickets that were taken in meanwhile');
    const budget = BUDGET_PER_PROCESS * mesh.processes.length;
    must(this.mostConnections <= budget, `at most ${budget} connections (there were ${this.mostConnections})`);
    return Promise.resolve(
      `${this.killed} killed, ${ok.length} tickets taken in, at most ${this.mostConnections} connections`,
    );
  }
}
