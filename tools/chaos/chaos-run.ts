import { pause } from '../running-mesh/start-mesh';
import { makeFault, possibleWith } from './catalogue';
import { type ChaosVerdict, judgeRun } from './checker/verdict';
import { type FaultRecord, FaultRunner } from './fault-runner';
import { measureCapacity, untilWorkedOff } from './load/capacity';
import { LoadDriver, type LoadReport } from './load/load-driver';
import { type LoadTenant, createTenant } from './load/tenants';
import { isLong, neededBy } from './mesh-under-test';
import type { Broken, ChaosOptions } from './options';
import { OVERHEAD_SECONDS, planFaults } from './planner';
import { seeded } from './random';
import type { Rig } from './rig/rig';

const TENANTS = { short: 3, long: 8 } as const;
const CAPACITY_SECONDS = 12;
const AFTERMATH_MS = 6_000;
const DRAIN_MS = 120_000;
/** What a broken mesh leaves lying, it leaves lying. */
const BROKEN_DRAIN_MS = 15_000;
/** A broken mesh is not measured: it only has to be seen to fail. */
const BROKEN_LOAD = 2;
/** For draining and checking, of the whole time. */
const LAST_SHARE = 0.25;
const LONGEST_LAST_SECONDS = 150;

/** The faults that meet the wall which was taken away. */
const FAULTS_OF: Readonly<Record<Broken, readonly string[]>> = {
  inbox: ['F18'],
  'send-claim': ['F19'],
  'sequence-gate': ['F19'],
};

export interface ChaosResult {
  readonly verdict: ChaosVerdict;
  readonly records: readonly FaultRecord[];
  readonly load: LoadReport;
}

/** Load, faults, drain, verdict; on a mesh that has started. */
export class ChaosRun {
  private readonly random: () => number;

  constructor(
    private readonly rig: Rig,
    private readonly options: ChaosOptions,
    /** From when its minutes count. */
    private readonly began: number,
    private readonly say: (line: string) => void,
  ) {
    this.random = seeded(options.seed);
  }

  async execute(): Promise<ChaosResult> {
    const tenants = await this.createTenants();
    const driver = await this.startLoad(tenants);
    const runner = new FaultRunner({ rig: this.rig, tenants, load: driver, random: this.random, say: this.say });
    try {
      await this.runFaults(runner);
      await pause(AFTERMATH_MS);
      await driver.stop();
      const { keptOut } = driver.report;
      if (keptOut > 0) this.say(`${keptOut} customers stayed away: too much lay with the machines`);
      await this.drain(tenants);
    } finally {
      await driver.end();
    }
    const load = driver.report;
    const verdict = await judgeRun(this.rig, tenants, runner.records, runner.findings, load.keptOut);
    return { verdict, records: runner.records, load };
  }

  private async createTenants(): Promise<LoadTenant[]> {
    const { mesh } = this.rig;
    const tenants: LoadTenant[] = [];
    const count = isLong(this.options) ? TENANTS.long : TENANTS.short;
    for (let n = 1; n <= count; n += 1) tenants.push(await createTenant(mesh.client, mesh.url, `shop-${n}`));
    return tenants;
  }

  private async startLoad(tenants: readonly LoadTenant[]): Promise<LoadDriver> {
    const { mesh, history } = this.rig;
    const ticketsPerSecond = await this.halfOfCapacity(tenants);
    const random = seeded(this.options.seed + 1);
    const driver = new LoadDriver({ tenants, urls: mesh.urls, ticketsPerSecond, random, history });
    driver.start();
    return driver;
  }

  private async halfOfCapacity(tenants: readonly LoadTenant[]): Promise<number> {
    if (this.options.broken !== undefined) return BROKEN_LOAD;
    const capacity = await measureCapacity(tenants, this.rig.mesh.urls, CAPACITY_SECONDS);
    const half = Math.max(1, capacity / 2);
    this.say(`capacity ${capacity.toFixed(1)} tickets/s; load ${half.toFixed(1)} tickets/s`);
    return half;
  }

  private async runFaults(runner: FaultRunner): Promise<void> {
    const { broken } = this.options;
    const wanted = broken === undefined ? this.options.faults : FAULTS_OF[broken];
    const seconds = this.secondsLeft();
    const faults = possibleWith(neededBy(this.options));
    const plan = planFaults({ faults, seconds, random: this.random, ...(wanted === undefined ? {} : { wanted }) });
    this.say(`plan for ${Math.round(seconds)} s: ${plan.map(({ id }) => id).join(' ')}`);
    for (const { id, holdSeconds, required } of plan) {
      const fault = makeFault(id);
      if (!required && this.secondsLeft() < fault.minSeconds + OVERHEAD_SECONDS / 2) continue;
      await runner.run(fault, holdSeconds);
    }
  }

  /** Until the time that draining and checking need. */
  private secondsLeft(): number {
    const whole = this.options.minutes * 60;
    const last = Math.min(LONGEST_LAST_SECONDS, whole * LAST_SHARE);
    return Math.max(0, whole - last - (Date.now() - this.began) / 1_000);
  }

  private async drain(tenants: readonly LoadTenant[]): Promise<void> {
    const since = Date.now();
    const limit = this.options.broken === undefined ? DRAIN_MS : BROKEN_DRAIN_MS;
    const left = await untilWorkedOff(tenants, this.rig.mesh.url, limit);
    await this.rig.broker.untilTakenIn(limit);
    this.say(`drained in ${((Date.now() - since) / 1_000).toFixed(1)} s, ${left} tickets left`);
  }
}
