import { Clock } from '@mesh/kernel';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type TimelineRow, readFacts } from '../../projection/timeline-store';
import { WebhookSecrets } from '../../webhooks/webhook-secrets';
import { signedHeaders } from '../../webhooks/webhook-signature';
import { WebhooksConfig, type WebhookSettings } from '../../webhooks/webhooks.config';
import type { Lane } from '../delivery/choose-lanes';
import type { Attempted } from './judge-attempt';
import { type ClaimedDelivery, type Target, claimDeliveries, findTarget, giveUpDue } from './pg-due-deliveries';
import { settleAttempt } from './settle-attempt';
import { webhookBody } from './webhook-body';
import { WebhookSender } from './webhook-sender.port';

const AT_ONCE = 4;

interface Batch {
  readonly lane: Lane;
  readonly target: Target;
  readonly deliveries: readonly ClaimedDelivery[];
  readonly facts: readonly TimelineRow[];
}

/** Sends what is due to one webhook, a few at a time. Between sending and noting it may crash: then it is sent again. */
@Injectable()
export class DeliverWebhook {
  private readonly ended;

  constructor(
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(WebhookSender) private readonly sender: WebhookSender,
    @Inject(WebhookSecrets) private readonly secrets: WebhookSecrets,
    @Inject(WebhooksConfig.token) private readonly settings: WebhookSettings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.ended = metrics.counter(METRICS.webhookDeliveries, 'Attempts to deliver to webhooks, by result', ['result']);
  }

  async execute(lane: Lane): Promise<void> {
    const batch = await this.claim(lane);
    if (batch) await Promise.all(batch.deliveries.map((delivery) => this.deliver(batch, delivery)));
  }

  private claim(lane: Lane): Promise<Batch | undefined> {
    const { tenantId, name: webhookId } = lane;
    const now = this.clock.now();
    return this.database.inTenant(tenantId, async (sql) => {
      const at = { tenantId, sql };
      const target = await findTarget(at, webhookId, now);
      if (!target) return undefined;
      if (!target.enabled) return void (await giveUpDue(at, webhookId, now));
      // Longer than an attempt and its note may take.
      const leaseMs = 2 * this.settings.WEBHOOK_TIMEOUT_MS + 30_000;
      const deliveries = await claimDeliveries(at, webhookId, { now, leaseMs, limit: AT_ONCE });
      return { lane, target, deliveries, facts: await readFacts(at, deliveries.flatMap(placeOf)) };
    });
  }

  private async deliver(batch: Batch, delivery: ClaimedDelivery): Promise<void> {
    const { lane, target } = batch;
    const webhook = { id: lane.name, url: target.url };
    const attempted = await this.attempt(batch, delivery);
    const made = { webhook, delivery, attempted, at: this.clock.now() };
    const { tenantId } = lane;
    const { state, disabledReason } = await this.database.inTenant(tenantId, (sql) =>
      settleAttempt({ tenantId, sql }, made),
    );
    this.ended.inc({ result: state === 'pending' ? 'retried' : state });
    if (disabledReason) this.logger.warn('webhook.disabled', { webhookId: webhook.id, reason: disabledReason });
  }

  private async attempt({ lane, target, facts }: Batch, delivery: ClaimedDelivery): Promise<Attempted> {
    try {
      const fact = facts.find((row) => row.ticket_id === delivery.ticketId && row.sequence === delivery.sequence);
      const body = webhookBody(delivery, lane.name, fact);
      const signed = signedHeaders(delivery.id, this.clock.now(), body, this.secretsOf(lane, target));
      const headers = { ...signed, 'content-type': 'application/json', 'user-agent': 'support-mesh' };
      return { answer: await this.sender.post({ url: target.url, headers, body }) };
    } catch (fault) {
      return { fault };
    }
  }

  private secretsOf(lane: Lane, { sealedSecret, previousSecret }: Target): string[] {
    const sealed = [sealedSecret, ...(previousSecret === null ? [] : [previousSecret])];
    return sealed.map((one) => this.secrets.open(one, { tenantId: lane.tenantId, webhookId: lane.name }));
  }
}

const placeOf = ({ ticketId, sequence }: ClaimedDelivery) =>
  ticketId === null || sequence === null ? [] : [{ ticketId, sequence }];
