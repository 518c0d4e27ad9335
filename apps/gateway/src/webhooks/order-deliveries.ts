import { ProblemException, statusProblem } from '@mesh/bootstrap';
import { Clock } from '@mesh/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { AdminActs, type Principal } from '../identity';
import type { TenantSql } from '../tickets/tenant-sql';
import { type DeliveryRow, findDelivery, orderAgain, orderTrial } from './pg-deliveries';
import { type WebhookRow, findWebhook } from './pg-webhooks';
import { WebhookBell } from './bells';

/** Deliveries that an admin asks for. */
@Injectable()
export class OrderDeliveries {
  constructor(
    @Inject(AdminActs) private readonly acts: AdminActs,
    @Inject(WebhookBell) private readonly bell: WebhookBell,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws ProblemException 404, 409 `WEBHOOK_DISABLED` */
  trial(principal: Principal, webhookId: string): Promise<DeliveryRow> {
    return this.order(principal, 'webhook.tested', webhookId, async (at) => {
      const ordered = await orderTrial(at, webhookId);
      if (!ordered) throw disabled();
      return ordered;
    });
  }

  /** @throws ProblemException 404, 409 `WEBHOOK_DISABLED` or `DELIVERY_NOT_ENDED` */
  again(principal: Principal, webhookId: string, deliveryId: string): Promise<DeliveryRow> {
    return this.order(principal, 'webhook.redelivered', webhookId, async (at) => {
      if (!(await findDelivery(at, webhookId, deliveryId))) throw statusProblem(404);
      const ordered = await orderAgain(at, webhookId, deliveryId, this.clock.now());
      if (!ordered) throw notEnded();
      return ordered;
    });
  }

  private async order(
    principal: Principal,
    action: string,
    webhookId: string,
    work: (at: TenantSql) => Promise<DeliveryRow>,
  ): Promise<DeliveryRow> {
    const ordered = await this.acts.perform({ principal, action }, async (at) => {
      mustBeEnabled(await findWebhook(at, webhookId));
      const result = await work(at);
      return { result, subject: webhookId, details: { delivery: result.id } };
    });
    this.bell.ring();
    return ordered;
  }
}

function mustBeEnabled(webhook: WebhookRow | undefined): void {
  if (!webhook) throw statusProblem(404);
  if (!webhook.enabled) throw disabled();
}

const disabled = (): ProblemException =>
  new ProblemException(409, 'WEBHOOK_DISABLED', 'The webhook is disabled; enable it first.');
const notEnded = (): ProblemException =>
  new ProblemException(409, 'DELIVERY_NOT_ENDED', 'Attempts of this delivery are still to come.');
