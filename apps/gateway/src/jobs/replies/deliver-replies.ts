import { RecordDelivery } from '@mesh/contracts';
import { Clock } from '@mesh/kernel';
import { TransactionalOutbox, type WorkTransaction } from '@mesh/messaging';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { findChannel } from '../../channels/pg-channels';
import { RepliesConfig, type ReplySettings } from '../../channels/replies.config';
import { WebhooksConfig, type WebhookSettings } from '../../webhooks/webhooks.config';
import type { Lane } from '../delivery/choose-lanes';
import { judgeReply } from './judge-reply';
import { type ClaimedReply, type ReplyVerdict, claimReplies, settleReply } from './pg-due-replies';
import { readLetters } from './pg-reply-letter';
import { ReplyPostman, type ReplyToSend } from './reply-postman';

const AT_ONCE = 4;

/** Brings the due replies of one channel to their customers. What does not arrive puts its ticket before a person. */
@Injectable()
export class DeliverReplies {
  private readonly ended;

  constructor(
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(TransactionalOutbox) private readonly outbox: TransactionalOutbox,
    @Inject(ReplyPostman) private readonly postman: ReplyPostman,
    @Inject(RepliesConfig.token) private readonly settings: ReplySettings,
    @Inject(WebhooksConfig.token) private readonly webhooks: WebhookSettings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    const help = 'Attempts to deliver replies, by the way and its result';
    this.ended = metrics.counter(METRICS.replyDeliveries, help, ['via', 'result']);
  }

  async execute(lane: Lane): Promise<void> {
    await Promise.all((await this.claim(lane)).map((sending) => this.deliver(sending)));
  }

  private claim({ tenantId, name }: Lane): Promise<ReplyToSend[]> {
    const terms = { now: this.clock.now(), leaseMs: this.leaseMs, limit: AT_ONCE };
    return this.database.inTenant(tenantId, async (sql) => {
      const at = { tenantId, sql };
      const channel = await findChannel(at, name);
      const claimed = await claimReplies(at, name, terms);
      const letters = await readLetters(
        at,
        claimed.map(({ messageId }) => messageId),
      );
      const letterOf = (reply: ClaimedReply) => letters.find(({ messageId }) => messageId === reply.messageId);
      return claimed.map((reply) => ({ tenantId, reply, letter: letterOf(reply), channel }));
    });
  }

  /** Longer than an attempt and its note may take. */
  private get leaseMs(): number {
    return 2 * Math.max(this.settings.REPLY_SMTP_TIMEOUT_MS, this.webhooks.WEBHOOK_TIMEOUT_MS) + 30_000;
  }

  private async deliver(sending: ReplyToSend): Promise<void> {
    const { tenantId, reply } = sending;
    const attempt = await this.postman.attempt(sending);
    const at = this.clock.now();
    const verdict = judgeReply(reply, attempt, at);
    await this.outbox.run({ tenantId, correlationId: reply.messageId }, (tx) => settle(tx, reply, verdict, at));
    const { state, errorCode } = verdict;
    this.ended.inc({ via: reply.via, result: state === 'pending' ? 'retried' : state });
    if (state === 'failed' || state === 'unknown') {
      this.logger.warn('reply.not_delivered', { ticketId: reply.ticketId, messageId: reply.messageId, errorCode });
    }
  }
}

/** In the transaction that notes the end, the supervisor is told of a bad one. */
async function settle(tx: WorkTransaction, reply: ClaimedReply, verdict: ReplyVerdict, at: Date): Promise<void> {
  const { state: outcome, errorCode } = verdict;
  if (!(await settleReply(tx, reply, verdict, at))) return;
  if (outcome !== 'failed' && outcome !== 'unknown') return;
  const { ticketId, turn, decisionId } = reply;
  tx.send(RecordDelivery.draft(ticketId, { ticketId, turn, decisionId, outcome, code: errorCode ?? 'UNEXPECTED' }));
}
