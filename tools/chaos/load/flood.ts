import { pause } from '../../running-mesh/start-mesh';
import type { Rig } from '../rig/rig';
import { recorded } from './recorded-call';
import { QUESTIONS } from './samples';
import { type LoadTenant, clientOf } from './tenants';

/** Calls that wait for their answer at once. */
const MOST_AT_ONCE = 48;
let floods = 0;

/** One tenant that submits at an even rate, whatever it is answered, and never comes back with what was refused. */
export class Flood {
  private readonly prefix = `flood${(floods += 1)}`;
  private readonly waiting = new Set<Promise<void>>();
  private readonly statuses = new Map<number, number>();
  private coming: Promise<void> | undefined;
  private isOver = false;
  private sent = 0;

  constructor(
    private readonly rig: Pick<Rig, 'mesh' | 'history'>,
    private readonly tenant: LoadTenant,
    private readonly perSecond: number,
  ) {}

  /** How many calls were made. */
  get offered(): number {
    return this.sent;
  }

  /** How many were answered with this status; 200 stands for every good answer, 0 for none at all. */
  answered(status: number): number {
    return this.statuses.get(status) ?? 0;
  }

  start(): void {
    this.coming = this.come();
  }

  /** Resolves when the last call was answered. */
  async stop(): Promise<void> {
    this.isOver = true;
    await this.coming;
    await Promise.all(this.waiting);
  }

  private async come(): Promise<void> {
    const began = Date.now();
    for (let due = 0; !this.isOver; due += 1_000 / this.perSecond) {
      await pause(Math.max(0, began + due - Date.now()));
      if (this.waiting.size >= MOST_AT_ONCE) continue;
      const asking: Promise<void> = this.submit().finally(() => this.waiting.delete(asking));
      this.waiting.add(asking);
    }
  }

  private async submit(): Promise<void> {
    const { mesh, history } = this.rig;
    const number = (this.sent += 1);
    const key = `${this.prefix}-${number}`;
    const gateway = number % mesh.urls.length;
    const client = clientOf(mesh.urls[gateway] ?? '', this.tenant.submitterKey);
    const ticket = { body: QUESTIONS[number % QUESTIONS.length] ?? '', customer: { email: `${key}@example.com` } };
    const started = { kind: 'ticket', tenant: this.tenant.id, gateway, key } as const;
    const { operation, outcome } = await recorded(history, started, () =>
      client.createTicket({ ...ticket, externalId: key }, key),
    );
    const status = outcome === 'ok' ? 200 : (operation.status ?? 0);
    this.statuses.set(status, this.answered(status) + 1);
  }
}
