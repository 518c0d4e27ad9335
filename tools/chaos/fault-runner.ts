import { pause } from '../running-mesh/start-mesh';
import { type Finding, finding } from './checker/finding';
import type { FaultWindow } from './checker/liveness-rule';
import type { Fault, FaultContext } from './fault';
import type { LoadControl } from './load/load-driver';
import type { LoadTenant } from './load/tenants';
import { probeGateways } from './load/probe';
import type { Rig } from './rig/rig';

/** One fault as it happened. */
export interface FaultRecord extends FaultWindow {
  readonly title: string;
  /** What was seen of it, or what went wrong. */
  readonly said: string;
  readonly ok: boolean;
}

const CALM_MS = 2_500;

export interface FaultRunnerParts {
  readonly rig: Rig;
  readonly tenants: readonly LoadTenant[];
  readonly load: LoadControl;
  readonly random: () => number;
  readonly say: (line: string) => void;
}

/** Brings faults about one after the other and sees to it that each is over before the next. */
export class FaultRunner {
  readonly records: FaultRecord[] = [];
  readonly findings: Finding[] = [];

  constructor(private readonly parts: FaultRunnerParts) {}

  async run(fault: Fault, holdSeconds: number): Promise<void> {
    await pause(CALM_MS);
    const { rig, tenants, load, random } = this.parts;
    const context: FaultContext = { ...rig, tenants, load, random, holdMs: holdSeconds * 1_000 };
    const from = Date.now();
    context.history.note('fault', { id: fault.id });
    const said = await this.bringAbout(fault, context);
    const until = Date.now();
    context.history.note('healed', { id: fault.id });
    const record = { id: fault.id, title: fault.title, from, until, ok: said.ok, said: said.text };
    this.records.push(record);
    if (!said.ok) this.findings.push(finding('promise', `${fault.id}: ${said.text}`));
    const seconds = ((until - from) / 1_000).toFixed(1);
    this.parts.say(`${fault.id} ${said.ok ? 'healed' : 'FAILED'} after ${seconds} s: ${fault.title}; ${said.text}`);
  }

  private async bringAbout(fault: Fault, context: FaultContext): Promise<{ ok: boolean; text: string }> {
    try {
      await fault.inject(context).finally(() => fault.heal(context));
      await probeGateways(context, this.parts.tenants);
      return { ok: true, text: await fault.evidence(context) };
    } catch (error) {
      return { ok: false, text: error instanceof Error ? error.message : String(error) };
    }
  }
}
