import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { type Span, must, mustNotHaveFailed } from './observe';

const LONGEST_DRAIN_MS = 300_000;

/** As `kubectl drain`: all processes of one machine are asked to end at once and start elsewhere, machine by machine. */
export class DrainNodes implements Fault {
  readonly id = 'F10';
  readonly title = 'one replica of every service is drained at once, then the next';
  readonly needs = 'second-replica';
  readonly minSeconds = 30;
  readonly fullSeconds = 120;
  private readonly span: Span = { from: 0, until: 0 };
  private readonly ends: { readonly name: string; readonly end: number | string }[] = [];
  private longestMs = 0;

  async inject(context: FaultContext): Promise<void> {
    const { mesh, holdMs } = context;
    this.span.from = Date.now();
    const end = Date.now() + holdMs;
    do for (let replica = 1; replica <= mesh.urls.length; replica += 1) await this.drain(context, replica);
    while (Date.now() < end);
    this.span.until = Date.now();
  }

  heal({ mesh }: FaultContext): Promise<void> {
    for (const process of mesh.processes) process.start();
    return mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    const bad = this.ends.filter(({ end }) => end !== 0);
    must(bad.length === 0, `processes that end with 0 (${JSON.stringify(bad)})`);
    must(this.longestMs <= LONGEST_DRAIN_MS, `drained within 5 minutes (${this.longestMs} ms)`);
    mustNotHaveFailed(context, this.span);
    return Promise.resolve(
      `${this.ends.length} processes drained, no 5xx, a machine in ${(this.longestMs / 1_000).toFixed(1)} s at most`,
    );
  }

  private async drain({ mesh }: FaultContext, replica: number): Promise<void> {
    const since = Date.now();
    const leaving = mesh.processes.filter((process) => process.replica === replica);
    await Promise.all(
      leaving.map(async (process) => this.ends.push({ name: process.name, end: await process.stop() })),
    );
    this.longestMs = Math.max(this.longestMs, Date.now() - since);
    for (const process of leaving) process.start();
    await mesh.untilReady();
    await pause(1_000);
  }
}
