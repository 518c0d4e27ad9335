import { AddressRules, Fetcher } from '@mesh/egress';
import { MeshError, RetryableError } from '@mesh/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { WebhooksConfig, type WebhookSettings } from '../../webhooks/webhooks.config';
import { excerptOf } from './excerpt';
import { type WebhookAnswer, type WebhookRequest, WebhookSender } from './webhook-sender.port';

/** Far more than is ever read; ends what floods us. */
const MOST_BYTES = 1_000_000;

/** Under the rules for addresses, with one deadline for all of it, and without following anybody elsewhere. */
@Injectable()
export class HttpWebhookSender extends WebhookSender {
  private readonly fetcher: Fetcher;

  constructor(
    @Inject(AddressRules) rules: AddressRules,
    @Inject(WebhooksConfig.token) private readonly settings: WebhookSettings,
  ) {
    super();
    this.fetcher = new Fetcher(rules, MOST_BYTES);
  }

  async post({ url, headers, body }: WebhookRequest): Promise<WebhookAnswer> {
    const signal = AbortSignal.timeout(this.settings.WEBHOOK_TIMEOUT_MS);
    const response = await this.answerTo(url, { method: 'POST', headers, body, signal }, signal);
    const retryAfter = response.headers.get('retry-after') ?? undefined;
    return { status: response.status, excerpt: await excerptOf(response.body), retryAfter };
  }

  close(): Promise<void> {
    return this.fetcher.close();
  }

  private async answerTo(url: string, request: RequestInit, signal: AbortSignal): Promise<Response> {
    try {
      return await this.fetcher.open().fetch(url, request);
    } catch (error) {
      throw ownFaultIn(error) ?? (signal.aborted ? timedOut(error) : unreachable(error));
    }
  }
}

/** A fault of ours comes wrapped when it was found while connecting. */
const ownFaultIn = (error: unknown): MeshError | undefined => {
  if (error instanceof MeshError) return error;
  return error instanceof Error ? ownFaultIn(error.cause) : undefined;
};

const timedOut = (cause: unknown): RetryableError =>
  new RetryableError('WEBHOOK_TIMEOUT', 'the webhook did not answer in time', {}, undefined, { cause });
const unreachable = (cause: unknown): RetryableError =>
  new RetryableError('WEBHOOK_UNREACHABLE', 'the webhook cannot be reached', {}, undefined, { cause });
