import { randomBytes } from 'node:crypto';
import { ProblemException } from '@mesh/bootstrap';
import { SecretSeal } from '@mesh/egress';
import { Inject, Injectable } from '@nestjs/common';
import { WebhooksConfig, type WebhookSettings } from './webhooks.config';

const USE = { purpose: 'mesh webhook secrets', variable: 'WEBHOOK_SECRETS_KEY', code: 'WEBHOOK_SECRET_UNREADABLE' };
const SECRET_BYTES = 32;

export interface WebhookOwner {
  readonly tenantId: string;
  readonly webhookId: string;
}

export interface MintedSecret {
  /** Shown once. */
  readonly text: string;
  readonly sealed: string;
}

/** Makes the secrets of webhooks and channels, and keeps them unreadable in the database and its backups. */
@Injectable()
export class WebhookSecrets {
  private readonly seal: SecretSeal;

  constructor(@Inject(WebhooksConfig.token) { WEBHOOK_SECRETS_KEY }: WebhookSettings) {
    this.seal = new SecretSeal(WEBHOOK_SECRETS_KEY, USE);
  }

  /** @throws ProblemException 409 `SECRETS_KEY_MISSING` */
  mint({ tenantId, webhookId }: WebhookOwner): MintedSecret {
    if (!this.seal.isConfigured) throw keyMissing();
    const text = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
    return { text, sealed: this.seal.seal(text, [tenantId, webhookId]) };
  }

  /** @throws TerminalError `WEBHOOK_SECRET_UNREADABLE` with another key, or for another webhook */
  open(sealed: string, { tenantId, webhookId }: WebhookOwner): string {
    return this.seal.open(sealed, [tenantId, webhookId]);
  }
}

const keyMissing = (): ProblemException =>
  new ProblemException(409, 'SECRETS_KEY_MISSING', 'Secrets can be made once WEBHOOK_SECRETS_KEY is set.');
