import { Clock } from '@mesh/kernel';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { WebhookBell } from '../../webhooks/bells';
import type { Lane } from '../delivery/choose-lanes';
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
    @Inject(Metrics) metrics: Metrics,
  ) {
    const oldest = metrics.gauge(METRICS.webhookOldestDue, 'Longest wait of a due delivery that nobody sends', []);
    const work = {
      due: (now: Date) => dueWebhooks(database.single, now),
      execute: (lane: Lane) => webhook.execute(lane),
      close: () => sender.close(),
      failure: 'webhooks.not_sent',
    };
    super(work, { bell, clock, logger, oldest });
  }
}
