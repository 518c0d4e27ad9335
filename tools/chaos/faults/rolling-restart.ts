import type { Fault, FaultContext } from '../fault';
import { type Span, must, mustNotHaveFailed } from './observe';

const LONGEST_END_MS = 30_000;

/** Every process is asked to end and started again, one after the other; nobody outside sees an error of the mesh. */
export class RollingRestart implements Fault {
  readonly id = 'F03';
  readonly title = 'rolling restart of every process';
  readonly minSeconds = 35;
  readonly fullSeconds = 180;
  private readonly span: Span = { from: 0, until: 0 };
  private readonly ends: { readonly name: string; readonly end: number | string; readonly tookMs: number }[] = [];

  async inject(context: FaultContext): Promise<void> {
    this.span.from = Date.now();
    const end = Date.now() + context.holdMs;
    do {
      for (const process of context.mesh.processes) {
        const since = Date.now();
        const code = await process.stop();
        this.ends.push({ name: process.name, end: code, tookMs: Date.now() - since });
        process.start();
        await context.mesh.untilReady();
      }
    } while (Date.now() < end && this.ends.length < 3 * context.mesh.processes.length);
    this.span.until = Date.now();
  }

  heal({ mesh }: FaultContext): Promise<void> {
    for (const process of mesh.processes) process.start();
    return mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    const bad = this.ends.filter(({ end, tookMs }) => end !== 0 || tookMs > LONGEST_END_MS);
    must(bad.length === 0, `ends with 0 in time (${JSON.stringify(bad)})`);
    mustNotHaveFailed(context, this.span);
    return Promise.resolve(`${this.ends.length} restarts, each ended with 0, no 5xx`);
  }
}
