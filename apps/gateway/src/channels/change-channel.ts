import { ProblemException } from '@mesh/bootstrap';
import { AddressRules } from '@mesh/egress';
import { TerminalError } from '@mesh/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { AdminActs, type Principal } from '../identity';
import { WebhookSecrets } from '../webhooks/webhook-secrets';
import type { ChannelChange } from './channels.requests';
import { type ChannelRow, findChannel, putChannel } from './pg-channels';
import { RepliesConfig, type ReplySettings } from './replies.config';

export interface ChangedChannel {
  readonly row: ChannelRow;
  /** Set when one was made. */
  readonly secret: string | undefined;
}

/** Says how the replies of a channel go out from now on; on the record. */
@Injectable()
export class ChangeChannel {
  constructor(
    @Inject(AdminActs) private readonly acts: AdminActs,
    @Inject(AddressRules) private readonly rules: AddressRules,
    @Inject(WebhookSecrets) private readonly secrets: WebhookSecrets,
    @Inject(RepliesConfig.token) private readonly settings: ReplySettings,
  ) {}

  /** @throws ProblemException 400 `WEBHOOK_ADDRESS_REFUSED`, 409 `SECRETS_KEY_MISSING` or `SMTP_NOT_CONFIGURED` */
  execute(principal: Principal, channel: string, wanted: ChannelChange): Promise<ChangedChannel> {
    const { delivery: via, url, from } = wanted;
    const { tenantId, actorId: updatedBy } = principal;
    const host = url === undefined ? undefined : this.hostOf(url);
    if (via === 'smtp' && this.settings.REPLY_SMTP_URL === undefined) throw noServer();
    const made = via === 'webhook' ? this.secrets.mint({ tenantId, webhookId: channel }) : undefined;
    return this.acts.perform({ principal, action: 'channel.changed' }, async (at) => {
      const before = await findChannel(at, channel);
      const target = { url: url ?? null, mailFrom: from ?? null, sealedSecret: made?.sealed ?? null };
      const row = await putChannel(at, { channel, via, ...target, updatedBy });
      const secret = before?.via === 'webhook' ? undefined : made?.text;
      return { result: { row, secret }, subject: channel, details: { delivery: via, ...(host ? { host } : {}) } };
    });
  }

  private hostOf(url: string): string {
    try {
      return this.rules.check(url).host;
    } catch (error) {
      if (error instanceof TerminalError) throw new ProblemException(400, error.code, error.message);
      throw error;
    }
  }
}

const noServer = (): ProblemException =>
  new ProblemException(409, 'SMTP_NOT_CONFIGURED', 'Mails can be sent once REPLY_SMTP_URL is set.');
