import { JobQueue } from '@mesh/jobs';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ReplyDispatcher } from './reply-dispatcher';
import { SendDueReplies } from './send-due-replies.job';

/** Ends when sending has begun, as with webhooks. */
@Injectable()
export class SendDueRepliesWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(ReplyDispatcher) private readonly dispatcher: ReplyDispatcher,
  ) {}

  onModuleInit(): void {
    this.jobs.process(SendDueReplies, () => this.dispatcher.look());
  }
}
