import { FeatureFlags } from '@mesh/bootstrap';
import { Clock, codeOf, reasonOf } from '@mesh/kernel';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { WebhookBell } from '../../webhooks/webhook-bell';
import { type Lane, chooseLanes, laneKey } from './choose-lanes';
import { DeliverWebhook } from './deliver-webhook';
import { type DueWebhook, dueWebhooks } from './pg-due-deliveries';
import { WebhookSender } from './webhook-sender.port';

const LIMITS = { inAll: 32, perTenant: 8 };

interface OpenLane {
  readonly lane: Lane;
  readonly done: Promise<void>;
}

/** Sends to many webhooks side by side, each in a lane of its own; the rows are the truth, this only goes after them. */
@Injectable()
export class WebhookDispatcher implements OnModuleInit, BeforeApplicationShutdown {
  private readonly lanes = new Map<string, OpenLane>();
  private served = new Map<string, number>();
  private turns = 0;
  private looking: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private leaveBell: () => void = () => undefined;
  private readonly oldest;

  constructor(
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(DeliverWebhook) private readonly webhook: DeliverWebhook,
    @Inject(WebhookSender) private readonly sender: WebhookSender,
    @Inject(WebhookBell) private readonly bell: WebhookBell,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(FeatureFlags) private readonly flags: FeatureFlags,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.oldest = metrics.gauge(METRICS.webhookOldestDue, 'Longest wait of a due delivery that nobody sends', []);
  }

  onModuleInit(): void {
    this.leaveBell = this.bell.listen(() => this.wake());
  }

  /** What is being sent is waited for, so that it need not be sent again. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.leaveBell();
    await this.looking?.catch(() => undefined);
    await Promise.all([...this.lanes.values()].map(({ done }) => done));
    await this.sender.close();
  }

  /** Begins to send what is due, and returns when that is begun. */
  look(): Promise<void> {
    this.again = true;
    this.looking ??= this.rounds().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private wake(): void {
    this.look().catch((error: unknown) => this.complain(error));
  }

  private async rounds(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      const now = this.clock.now();
      const due = await this.switchedOn(await dueWebhooks(this.database.single, now));
      this.oldest.set(longestWaitSeconds(due, now));
      this.forgetAllBut(due);
      const open = [...this.lanes.values()].map(({ lane }) => lane);
      for (const lane of chooseLanes(due, open, this.served, LIMITS)) this.open(lane);
    }
  }

  /** What is due to the others waits, and nobody is to be told that it does. */
  private async switchedOn(due: readonly DueWebhook[]): Promise<readonly DueWebhook[]> {
    const tenants = [...new Set(due.map(({ tenantId }) => tenantId))];
    const on = await Promise.all(tenants.map((tenantId) => this.flags.isOn('webhook-delivery', tenantId)));
    const sending = new Set(tenants.filter((_, index) => on[index]));
    return due.filter(({ tenantId }) => sending.has(tenantId));
  }

  /** One batch; whether more is due is then asked again, when others have had their turn. */
  private open(lane: Lane): void {
    const key = laneKey(lane);
    this.served.set(key, (this.turns += 1));
    this.lanes.set(key, { lane, done: this.run(lane, key) });
  }

  private async run(lane: Lane, key: string): Promise<void> {
    try {
      await this.webhook.execute(lane);
      this.lanes.delete(key);
      this.wake();
    } catch (error) {
      // The next regular look comes back to it.
      this.lanes.delete(key);
      this.complain(error);
    }
  }

  private forgetAllBut(due: readonly Lane[]): void {
    const known = new Set([...due.map(laneKey), ...this.lanes.keys()]);
    this.served = new Map([...this.served].filter(([key]) => known.has(key)));
  }

  private complain(error: unknown): void {
    this.logger.warn('webhooks.not_sent', { code: codeOf(error), reason: reasonOf(error) });
  }
}

const longestWaitSeconds = (due: readonly DueWebhook[], now: Date): number =>
  Math.max(0, ...due.map(({ since }) => (now.getTime() - since.getTime()) / 1000));
