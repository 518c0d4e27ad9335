import { type Clock, RetryableError } from '@mesh/kernel';
import type { Notification } from './notification';
import { NotificationChannel } from './notification-channel.port';
import { linkOf } from './notification-link';
import { post, refusal } from './post-notification';
import { signedHeaders } from '../../webhooks/webhook-signature';

export interface WebhookSettings {
  readonly url: string;
  /** As it is now. */
  readonly secret: () => Promise<string>;
  readonly linkBase: string;
  readonly timeoutMs: number;
}

/** Posts notifications as signed JSON, at least once each. */
export class WebhookChannel extends NotificationChannel {
  readonly name = 'webhook';
  readonly repeatable = true;

  constructor(
    private readonly settings: WebhookSettings,
    private readonly clock: Clock,
  ) {
    super();
  }

  async deliver(notification: Notification, signal: AbortSignal): Promise<void> {
    const body = JSON.stringify(bodyOf(notification, this.settings.linkBase));
    const { url, secret, timeoutMs } = this.settings;
    const headers = signedHeaders(notification.id, this.clock.now(), body, await secret());
    const { status } = await this.post(url, {
      body,
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'support-mesh' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (status < 200 || status >= 300) throw refusal('WEBHOOK_REFUSED', 'the webhook answered with a fault', status);
  }

  private async post(url: string, request: RequestInit): Promise<{ readonly status: number }> {
    try {
      return await post(url, request);
    } catch (cause) {
      throw new RetryableError('WEBHOOK_UNREACHABLE', 'the webhook did not answer', {}, undefined, { cause });
    }
  }
}

const bodyOf = ({ id, kind, tenantId, subject, createdAt, facts, ...rest }: Notification, linkBase: string) => ({
  id,
  type: kind,
  tenantId,
  subject,
  at: createdAt.toISOString(),
  facts,
  link: linkOf({ kind, subject, facts, ...rest }, linkBase),
});
