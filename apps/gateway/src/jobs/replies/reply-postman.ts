import { ConfigSource, type LiveValue } from '@mesh/config';
import { Clock, RetryableError, TerminalError, codeOf } from '@mesh/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { ChannelRow } from '../../channels/pg-channels';
import { RepliesConfig, type ReplySettings } from '../../channels/replies.config';
import { WebhookSecrets } from '../../webhooks/webhook-secrets';
import { signedHeaders } from '../../webhooks/webhook-signature';
import { sendMail } from '../mail/send-mail';
import { HttpWebhookSender } from '../webhooks/http-webhook-sender';
import type { ReplyAttempt } from './judge-reply';
import { mailOf, webhookBodyOf } from './letter-forms';
import type { ClaimedReply } from './pg-due-replies';
import type { ReplyLetter } from './pg-reply-letter';

export interface ReplyToSend {
  readonly tenantId: string;
  readonly reply: ClaimedReply;
  readonly letter: ReplyLetter | undefined;
  /** As the channel is now. */
  readonly channel: ChannelRow | undefined;
}

/** Makes one attempt to bring a reply to its customer. */
@Injectable()
export class ReplyPostman {
  /** Its password may be rotated. */
  private readonly mailServer: LiveValue<string | undefined>;

  constructor(
    @Inject(HttpWebhookSender) private readonly sender: HttpWebhookSender,
    @Inject(WebhookSecrets) private readonly secrets: WebhookSecrets,
    @Inject(RepliesConfig.token) private readonly settings: ReplySettings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ConfigSource) source: ConfigSource,
  ) {
    this.mailServer = source.live(RepliesConfig, 'REPLY_SMTP_URL');
  }

  /** Never throws: what went wrong is what became of the attempt. */
  async attempt(sending: ReplyToSend): Promise<ReplyAttempt> {
    try {
      return await this.send(sending);
    } catch (fault) {
      return { kind: 'fault', fault };
    }
  }

  close(): Promise<void> {
    return this.sender.close();
  }

  private send({ tenantId, reply, letter, channel }: ReplyToSend): Promise<ReplyAttempt> {
    if (reply.isLost) throw new TerminalError('MAIL_END_UNKNOWN', 'an attempt has vanished');
    if (!letter || letter.isErased) throw new TerminalError('CUSTOMER_ERASED', 'the customer was erased');
    if (channel?.via !== reply.via) throw new TerminalError('CHANNEL_CHANGED', 'the channel goes another way now');
    return reply.via === 'smtp' ? this.mail(letter, channel) : this.post(tenantId, letter, channel);
  }

  private async mail(letter: ReplyLetter, { mailFrom }: ChannelRow): Promise<ReplyAttempt> {
    const { REPLY_SMTP_TIMEOUT_MS: timeoutMs } = this.settings;
    const url = await this.mailServer.value();
    if (url === undefined || mailFrom === null)
      throw new RetryableError('SMTP_NOT_CONFIGURED', 'there is no mail server');
    if (letter.email === null) throw new TerminalError('RECIPIENT_MISSING', 'the customer has no e-mail address');
    await sendMail({ url, timeoutMs }, mailOf(letter, mailFrom, letter.email), AbortSignal.timeout(2 * timeoutMs));
    return { kind: 'mailed' };
  }

  private async post(
    tenantId: string,
    letter: ReplyLetter,
    { channel, url, sealedSecret }: ChannelRow,
  ): Promise<ReplyAttempt> {
    if (url === null || sealedSecret === null) throw new TerminalError('CHANNEL_CHANGED', 'there is no address');
    const body = webhookBodyOf(letter, channel);
    const secret = this.secretOf(tenantId, channel, sealedSecret);
    const signed = signedHeaders(letter.messageId, this.clock.now(), body, secret);
    const headers = { ...signed, 'content-type': 'application/json', 'user-agent': 'support-mesh' };
    return { kind: 'answered', answer: await this.sender.post({ url, headers, body }) };
  }

  /** A wrong key can be put right while attempts are still to come. */
  private secretOf(tenantId: string, channel: string, sealed: string): string {
    try {
      return this.secrets.open(sealed, { tenantId, webhookId: channel });
    } catch (cause) {
      throw new RetryableError(codeOf(cause), 'the secret cannot be opened', {}, undefined, { cause });
    }
  }
}
