import { Clock } from '@mesh/kernel';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { ReplyBell } from '../../webhooks/bells';
import type { Lane } from '../delivery/choose-lanes';
import { LaneDispatcher } from '../delivery/lane-dispatcher';
import { DeliverReplies } from './deliver-replies';
import { dueChannels } from './pg-due-replies';
import { ReplyPostman } from './reply-postman';

/** Brings replies to customers; a lane is a channel of a tenant. */
@Injectable()
export class ReplyDispatcher extends LaneDispatcher {
  constructor(
    @Inject(WorkerDatabase) database: WorkerDatabase,
    @Inject(DeliverReplies) replies: DeliverReplies,
    @Inject(ReplyPostman) postman: ReplyPostman,
    @Inject(ReplyBell) bell: ReplyBell,
    @Inject(Clock) clock: Clock,
    @Inject(Logger) logger: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    const oldest = metrics.gauge(METRICS.replyOldestDue, 'Longest wait of a due reply that nobody sends', []);
    const work = {
      due: (now: Date) => dueChannels(database.single, now),
      execute: (lane: Lane) => replies.execute(lane),
      close: () => postman.close(),
      failure: 'replies.not_sent',
    };
    super(work, { bell, clock, logger, oldest });
  }
}
