import { type Clock, RetryableError, TerminalError } from '@mesh/kernel';
import type { Notification } from './notification';
import { NotificationChannel } from './notification-channel.port';
import { linkOf } from './notification-link';
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
    const response = await post(url, {
      body,
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'support-mesh' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    if (!response.ok) throw refusal(response.status);
  }
}

/** A redirect is not followed: the operator named the one address that may be told. */
async function post(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, method: 'POST', redirect: 'manual' });
  } catch (cause) {
    throw new RetryableError('WEBHOOK_UNREACHABLE', 'the webhook did not answer', {}, undefined, { cause });
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

const MAY_PASS = new Set([408, 425, 429]);

function refusal(status: number): Error {
  const Kind = status >= 500 || MAY_PASS.has(status) ? RetryableError : TerminalError;
  return new Kind('WEBHOOK_REFUSED', 'the webhook answered with a fault', { status });
}
