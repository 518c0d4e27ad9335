import type { History } from '../../ledger/history';
import { pause } from '../../running-mesh/start-mesh';
import { Approvers } from './approver';
import { Customer } from './customer';
import { Doorkeeper } from './doorkeeper';
import { QUESTIONS } from './samples';
import type { LoadTenant } from './tenants';

export interface LoadPlan {
  readonly tenants: readonly LoadTenant[];
  readonly urls: readonly string[];
  readonly ticketsPerSecond: number;
  readonly random: () => number;
  readonly history: History;
}

export interface LoadReport {
  readonly ticketsPerSecond: number;
  readonly customers: number;
  /** Customers that did not come because too much lay with the machines. */
  readonly keptOut: number;
}

/** Customers that wait for an answer at once; more of them would only wait for each other. */
const MOST_AT_ONCE = 400;
/** So many seconds of load may lie with the machines: less than they have to drain. */
const MOST_BACKLOG_SECONDS = 90;

/** For faults that need silence. */
export interface LoadControl {
  /** Nobody comes and nobody decides until `go`; resolves when those who wait have been answered. */
  hold(): Promise<void>;
  go(): void;
}

/** Customers come at an even rate whatever the mesh does, up to a backlog, and people decide on what waits for them. */
export class LoadDriver implements LoadControl {
  private readonly waiting = new Set<Promise<void>>();
  private readonly people: Approvers[];
  private readonly deciding: Promise<void>[];
  private readonly door: Doorkeeper;
  private readonly watching: Promise<void>;
  private held = false;
  private stopped = false;
  private ended = false;
  private customers = 0;
  private coming: Promise<void> | undefined;

  constructor(private readonly plan: LoadPlan) {
    const over = (): boolean => this.ended;
    this.people = plan.tenants.map((tenant) => new Approvers({ ...plan, over, held: () => this.held }, tenant));
    this.deciding = this.people.map((people) => people.work());
    const most = plan.ticketsPerSecond * MOST_BACKLOG_SECONDS;
    this.door = new Doorkeeper({ tenants: plan.tenants, url: plan.urls[0] ?? '', most, over });
    this.watching = this.door.watch();
  }

  /** What was meant to come, and who did. */
  get report(): LoadReport {
    return { ticketsPerSecond: this.plan.ticketsPerSecond, customers: this.customers, keptOut: this.door.keptOut };
  }

  start(): void {
    this.coming = this.come();
  }

  async hold(): Promise<void> {
    this.held = true;
    await Promise.all([...this.waiting, ...this.people.map((people) => people.idle())]);
  }

  go(): void {
    this.held = false;
  }

  /** No new customers; those who wait are waited for. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.coming;
    await Promise.all(this.waiting);
  }

  /** Nobody decides any more. */
  async end(): Promise<void> {
    this.stopped = true;
    this.ended = true;
    await Promise.all([this.coming, ...this.waiting, ...this.deciding, this.watching]);
  }

  private async come(): Promise<void> {
    const began = Date.now();
    for (let due = 0; !this.stopped; due += 1_000 / this.plan.ticketsPerSecond) {
      await pause(Math.max(0, began + due - Date.now()));
      if (!this.held && this.waiting.size < MOST_AT_ONCE && this.door.letsIn()) this.admit();
    }
  }

  private admit(): void {
    const { tenants, random } = this.plan;
    const tenant = tenants[this.customers % tenants.length];
    if (!tenant) return;
    this.customers += 1;
    const customer = new Customer({ ...this.plan, over: () => this.ended }, tenant, `c${this.customers}`);
    const question = QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? '';
    const asking: Promise<void> = customer.ask(question).finally(() => this.waiting.delete(asking));
    this.waiting.add(asking);
  }
}
