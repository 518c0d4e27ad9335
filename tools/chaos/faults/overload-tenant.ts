import { METRICS } from '@mesh/observability';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { untilWorkedOff } from '../load/capacity';
import { Flood } from '../load/flood';
import { type QuietResult, QuietTenant, quantile } from '../load/quiet-tenant';
import type { LoadTenant } from '../load/tenants';
import { AlertWatch, readGaugeAlert } from '../rig/alert-rule';
import { ModelRig } from '../rig/model-rig';
import { livesOf, must, mustHaveLivedOn } from './observe';

const CALL_MS = 20_000;
/** Messages that an agent of the mesh under test works on at once. */
const PLACES = 32;
const TIMES_CAPACITY = 10;
const FLOOD_PER_SECOND = (TIMES_CAPACITY * PLACES * 1_000) / CALL_MS;
const BASELINE = { tickets: 8, everyMs: 2_000 };
const QUIET_EVERY_MS = 5_000;
/** Until all places are taken and the first of the backlog waits. */
const FILLING_MS = 25_000;
const PATIENCE_MS = 300_000;
/** Baseline, the last quiet tickets and the drain. */
const AROUND_MS = 240_000;
const LEAST_QUIET_MS = 60_000;
const LOOK_EVERY_MS = 5_000;
const ALERT_WITHIN_MS = 180_000;
/** A busy machine answers fewer calls than are meant to be made. */
const LEAST_TIMES = 3;
const MOST_TIMES_SLOWER = 2;
/** Calls that found no free connection, of all. */
const MOST_OTHERWISE = 0.01;

/** Calls that a consumer answers for: it must stay in its group however long the work behind it takes. */
const REJOINS = [METRICS.consumerRebalances, METRICS.consumerCrashes] as const;

/** A slow model and one tenant that asks for far too much: it is slowed down, nobody else is. */
export class OverloadTenant implements Fault {
  readonly id = 'F26';
  readonly title = 'a model that takes 20 s, a tenant that submits ten times of what can be done';
  readonly needs = 'few-places';
  readonly minSeconds = 300;
  readonly fullSeconds = 840;
  private readonly watch = new AlertWatch(readGaugeAlert('prometheus/rules/mesh.yml', 'MeshWorkWaits'));
  private before: ReadonlyMap<string, number> = new Map();
  private rejoins = 0;
  private baseline: QuietResult | undefined;
  private meanwhile: QuietResult | undefined;
  private flood: Flood | undefined;
  private floodedAt = 0;
  private worked = 0;
  private left = 0;

  async inject(context: FaultContext): Promise<void> {
    const [quiet, noisy] = context.tenants;
    if (!quiet || !noisy) throw new Error('it takes two tenants');
    await context.load.hold();
    await untilWorkedOff(context.tenants, context.mesh.url);
    this.before = livesOf(context);
    this.rejoins = await rejoinsOf(context);
    ModelRig.of(context).counterpart.standing = { latencyMs: CALL_MS };
    const tenant = new QuietTenant(context, quiet);
    this.baseline = await tenant.ask(BASELINE.tickets, BASELINE.everyMs, PATIENCE_MS);
    await this.overload(context, tenant, noisy);
  }

  async heal(context: FaultContext): Promise<void> {
    ModelRig.of(context).counterpart.standing = {};
    await this.flood?.stop();
    this.left = await untilWorkedOff(context.tenants, context.mesh.url, PATIENCE_MS);
    context.load.go();
    await context.mesh.untilReady();
  }

  async evidence(context: FaultContext): Promise<string> {
    mustHaveLivedOn(context, this.before);
    const refused = this.mustHaveRefusedOneOnly();
    const alertS = this.mustHaveAlerted();
    const [before, during] = this.mustHaveServedTheOther();
    must((await rejoinsOf(context)) === this.rejoins, 'consumers that stayed in their groups');
    must(this.left === 0, `a backlog that drained (${this.left} tickets left)`);
    const offered = this.flood?.offered ?? 0;
    return `${offered} tickets offered, ${refused} refused with 429, ${this.worked} done meanwhile; alert after ${alertS} s, the longest wait ${this.watch.most.toFixed(0)} s; p95 of the quiet tenant ${before} s, then ${during} s`;
  }

  private async overload(context: FaultContext, quiet: QuietTenant, noisy: LoadTenant): Promise<void> {
    const flood = (this.flood = new Flood(context, noisy, FLOOD_PER_SECOND));
    this.floodedAt = Date.now();
    const doneBefore = await context.counters.sum(METRICS.ticketsTerminal, 'gateway');
    flood.start();
    let isOver = false;
    const watching = this.lookOut(context, () => isOver);
    try {
      await pause(FILLING_MS);
      const seconds = Math.max(LEAST_QUIET_MS, context.holdMs - AROUND_MS);
      this.meanwhile = await quiet.ask(Math.floor(seconds / QUIET_EVERY_MS), QUIET_EVERY_MS, PATIENCE_MS);
      await this.untilAlerted();
      this.worked = (await context.counters.sum(METRICS.ticketsTerminal, 'gateway')) - doneBefore;
    } finally {
      isOver = true;
      await watching;
    }
  }

  private async lookOut({ counters }: FaultContext, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      this.watch.look(await counters.most(METRICS.inboxOldestAge), Date.now());
      await pause(LOOK_EVERY_MS);
    }
  }

  private async untilAlerted(): Promise<void> {
    while (this.watch.firedAt === undefined && Date.now() - this.floodedAt < ALERT_WITHIN_MS) await pause(500);
  }

  private mustHaveRefusedOneOnly(): number {
    const { flood, meanwhile } = this;
    const refused = flood?.answered(429) ?? 0;
    must(refused > 0, 'the tenant that asks for too much refused with 429');
    must(meanwhile?.refused === 0, 'the other tenant never refused');
    const offered = flood?.offered ?? 0;
    const otherwise = offered - refused - (flood?.answered(200) ?? 0);
    must(otherwise <= MOST_OTHERWISE * offered, `hardly anything answered otherwise (${otherwise} of ${offered})`);
    must(offered >= LEAST_TIMES * this.worked, `far more offered than could be done (${offered} for ${this.worked})`);
    return refused;
  }

  private mustHaveAlerted(): string {
    const after = (this.watch.firedAt ?? Number.POSITIVE_INFINITY) - this.floodedAt;
    must(after <= ALERT_WITHIN_MS, `an alert within 3 minutes (the longest wait was ${this.watch.most.toFixed(0)} s)`);
    return (after / 1_000).toFixed(0);
  }

  private mustHaveServedTheOther(): [string, string] {
    const ends = [this.baseline, this.meanwhile].map((result) => {
      must(result !== undefined && result.durations.length === result.asked, 'every quiet ticket at rest');
      return quantile(result?.durations ?? [], 0.95) / 1_000;
    });
    const [before = 0, during = 0] = ends;
    must(before * 1_000 >= CALL_MS, 'a model that is slow for everybody');
    const said = `${during.toFixed(0)} s after ${before.toFixed(0)} s`;
    must(during <= MOST_TIMES_SLOWER * before, `the other tenant served at most twice as slowly (${said})`);
    return [before.toFixed(0), during.toFixed(0)];
  }
}

async function rejoinsOf({ counters }: FaultContext): Promise<number> {
  const counts = await Promise.all(REJOINS.map((name) => counters.sum(name)));
  return counts.reduce((sum, count) => sum + count, 0);
}
