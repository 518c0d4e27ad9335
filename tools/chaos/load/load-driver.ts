import type { History } from '../../ledger/history';
import { pause } from '../../running-mesh/start-mesh';
import { Approvers } from './approver';
import { Customer } from './customer';
import { QUESTIONS } from './samples';
import type { LoadTenant } from './tenants';

export interface LoadPlan {
  readonly tenants: readonly LoadTenant[];
  readonly urls: readonly string[];
  readonly ticketsPerSecond: number;
  readonly random: () => number;
  readonly history: History;
}

/** Customers that wait for an answer at once; more of them would only wait for each other. */
const MOST_AT_ONCE = 400;

/** Customers come at an even rate whatever the mesh does, and people decide on what waits for them. */
export class LoadDriver {
  private readonly waiting = new Set<Promise<void>>();
  private readonly people: Promise<void>[];
  private stopped = false;
  private ended = false;
  private customers = 0;
  private coming: Promise<void> | undefined;

  constructor(private readonly plan: LoadPlan) {
    const over = (): boolean => this.ended;
    this.people = plan.tenants.map((tenant) => new Approvers({ ...plan, over }, tenant).work());
  }

  start(): void {
    this.coming = this.come();
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
    await Promise.all([this.coming, ...this.waiting, ...this.people]);
  }

  private async come(): Promise<void> {
    const began = Date.now();
    for (let due = 0; !this.stopped; due += 1_000 / this.plan.ticketsPerSecond) {
      await pause(Math.max(0, began + due - Date.now()));
      if (this.waiting.size < MOST_AT_ONCE) this.admit();
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
