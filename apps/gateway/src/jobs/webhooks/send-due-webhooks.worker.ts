import { JobQueue } from '@mesh/jobs';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SendDueWebhooks } from './send-due-webhooks.job';
import { WebhookDispatcher } from './webhook-dispatcher';

/** Ends when sending has begun: a receiver that hangs keeps no other job waiting. */
@Injectable()
export class SendDueWebhooksWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(WebhookDispatcher) private readonly dispatcher: WebhookDispatcher,
  ) {}

  onModuleInit(): void {
    this.jobs.process(SendDueWebhooks, () => this.dispatcher.look());
  }
}
