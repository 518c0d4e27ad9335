import { FeatureFlags } from '@mesh/bootstrap';
import { Clock, unique } from '@mesh/kernel';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { WebhookBell } from '../../webhooks/bells';
import type { DueLane, Lane } from '../delivery/choose-lanes';
import { LaneDispatcher } from '../delivery/lane-dispatcher';
import { DeliverWebhook } from './deliver-webhook';
import { dueWebhooks } from './pg-due-deliveries';
import { WebhookSender } from './webhook-sender.port';

/** Tells webhooks what is due to them; a lane is a webhook. */
@Injectable()
export class WebhookDispatcher extends LaneDispatcher {
  constructor(
    @Inject(WorkerDatabase) database: WorkerDatabase,
    @Inject(DeliverWebhook) webhook: DeliverWebhook,
    @Inject(WebhookSender) sender: WebhookSender,
    @Inject(WebhookBell) bell: WebhookBell,
    @Inject(Clock) clock: Clock,
    @Inject(Logger) logger: Logger,
    @Inject(FeatureFlags) flags: FeatureFlags,
    @Inject(Metrics) metrics: Metrics,
  ) {
    const oldest = metrics.gauge(METRICS.webhookOldestDue, 'Longest wait of a due delivery that nobody sends', []);
    const work = {
      due: async (now: Date) => switchedOn(await dueWebhooks(database.single, now), flags),
      execute: (lane: Lane) => webhook.execute(lane),
      close: () => sender.close(),
      failure: 'webhooks.not_sent',
    };
    super(work, { bell, clock, logger, oldest });
  }
}

/** What is due to the others waits, and nobody is to be told that it does. */
async function switchedOn(due: readonly DueLane[], flags: FeatureFlags): Promise<DueLane[]> {
  const tenants = unique(due.map(({ tenantId }) => tenantId));
  const on = await Promise.all(tenants.map((tenantId) => flags.isOn('webhook-delivery', tenantId)));
  const sending = new Set(tenants.filter((_, index) => on[index]));
  return due.filter(({ tenantId }) => sending.has(tenantId));
}
