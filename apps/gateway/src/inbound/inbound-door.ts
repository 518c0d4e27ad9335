import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ProblemException } from '@mesh/bootstrap';
import { Id } from '@mesh/contracts';
import { Clock, RetryableError } from '@mesh/kernel';
import { METRICS, Metrics } from '@mesh/observability';
import { ApiDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { WebhookSecrets } from '../webhooks/webhook-secrets';
import { type SignatureFault, checkSigned } from '../webhooks/webhook-signature';
import { type KnownChannel, findKnownChannel } from './pg-inbound-channels';
import type { TakenRequest } from './pg-inbound-requests';

export interface Admitted {
  readonly channel: KnownChannel;
  readonly request: TakenRequest;
}

const FAULTS: Readonly<Record<SignatureFault, readonly [code: string, detail: string]>> = {
  missing: [
    'SIGNATURE_MISSING',
    'Send webhook-id, webhook-timestamp and webhook-signature, as Standard Webhooks has them.',
  ],
  outside_window: ['SIGNATURE_OUTSIDE_WINDOW', 'The webhook-timestamp is more than five minutes away.'],
  wrong: ['SIGNATURE_INVALID', 'The signature is not one of this channel over this body.'],
};

/** Lets in what was signed with the secret of a channel. A channel that is not there looks like a wrong signature. */
@Injectable()
export class InboundDoor {
  private readonly failures;

  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(WebhookSecrets) private readonly secrets: WebhookSecrets,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.failures = metrics.counter(METRICS.authFailures, 'Requests refused for their credentials', ['reason']);
  }

  /** @throws ProblemException 401; RetryableError `CHANNEL_UNAVAILABLE` */
  async admit(channelId: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Admitted> {
    const channel = await this.find(channelId);
    const checked = checkSigned(headers, body, channel && this.secretOf(channel), this.clock.now());
    if (typeof checked !== 'string' && channel) {
      const fingerprint = createHash('sha256').update(body).digest('hex');
      return { channel, request: { ...checked, channelId: channel.id, fingerprint } };
    }
    throw this.refuse(typeof checked === 'string' ? checked : 'wrong');
  }

  private async find(id: string): Promise<KnownChannel | undefined> {
    if (!Id.safeParse(id).success) return undefined;
    return this.database.acrossTenants(({ sql }) => findKnownChannel(sql, id));
  }

  /** Whoever posts tries again until the operator has put it right: no mail is lost by a wrong key. */
  private secretOf({ id, tenantId, sealedSecret }: KnownChannel): string {
    try {
      return this.secrets.open(sealedSecret, { tenantId, webhookId: id });
    } catch (cause) {
      throw new RetryableError('CHANNEL_UNAVAILABLE', 'the secret cannot be opened', {}, undefined, { cause });
    }
  }

  private refuse(fault: SignatureFault): ProblemException {
    this.failures.inc({ reason: `signature_${fault}` });
    return new ProblemException(401, ...FAULTS[fault]);
  }
}
