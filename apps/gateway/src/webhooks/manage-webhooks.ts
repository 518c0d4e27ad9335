import { ProblemException, statusProblem } from '@mesh/bootstrap';
import { AddressRules } from '@mesh/egress';
import { Clock, TerminalError, newId } from '@mesh/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { AdminActs, type Principal } from '../identity';
import {
  MOST_WEBHOOKS,
  type WantedWebhook,
  type WebhookRow,
  addWebhook,
  changeWebhook,
  exchangeSecret,
  removeWebhook,
} from './pg-webhooks';
import { WebhookSecrets } from './webhook-secrets';

/** What an admin changes about the tenant's webhooks; each act is one transaction with its line in the audit log. */
@Injectable()
export class ManageWebhooks {
  constructor(
    @Inject(AdminActs) private readonly acts: AdminActs,
    @Inject(AddressRules) private readonly rules: AddressRules,
    @Inject(WebhookSecrets) private readonly secrets: WebhookSecrets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws ProblemException 400 `WEBHOOK_ADDRESS_REFUSED`, 409 `SECRETS_KEY_MISSING` or `WEBHOOK_LIMIT` */
  create(principal: Principal, wanted: WantedWebhook): Promise<WebhookRow & { secret: string }> {
    const host = this.hostOf(wanted.url);
    const id = newId();
    const secret = this.secrets.mint({ tenantId: principal.tenantId, webhookId: id });
    return this.acts.perform({ principal, action: 'webhook.created' }, async (at) => {
      const made = { id, sealedSecret: secret.sealed, by: principal.actorId };
      const row = await addWebhook(at, wanted, made);
      if (!row) throw limitReached();
      return { result: { ...row, secret: secret.text }, subject: id, details: { host, events: row.events.join() } };
    });
  }

  /** @throws ProblemException 400 `WEBHOOK_ADDRESS_REFUSED`, 404 */
  change(principal: Principal, id: string, wanted: WantedWebhook & { enabled: boolean }): Promise<WebhookRow> {
    const host = this.hostOf(wanted.url);
    return this.acts.perform({ principal, action: 'webhook.changed' }, async (at) => {
      const row = await changeWebhook(at, id, wanted);
      if (!row) throw statusProblem(404);
      return { result: row, subject: id, details: { host, events: row.events.join(), enabled: row.enabled } };
    });
  }

  /** The secret before signs too for a day. @throws ProblemException 404, 409 `SECRETS_KEY_MISSING` */
  rotate(principal: Principal, id: string): Promise<WebhookRow & { secret: string }> {
    const secret = this.secrets.mint({ tenantId: principal.tenantId, webhookId: id });
    return this.acts.perform({ principal, action: 'webhook.secret_rotated' }, async (at) => {
      const row = await exchangeSecret(at, id, secret.sealed, this.clock.now());
      if (!row) throw statusProblem(404);
      return { result: { ...row, secret: secret.text }, subject: id };
    });
  }

  /** @throws ProblemException 404 */
  remove(principal: Principal, id: string): Promise<void> {
    return this.acts.perform({ principal, action: 'webhook.deleted' }, async (at) => {
      if (!(await removeWebhook(at, id))) throw statusProblem(404);
      return { result: undefined, subject: id };
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

const limitReached = (): ProblemException =>
  new ProblemException(409, 'WEBHOOK_LIMIT', `A tenant has at most ${MOST_WEBHOOKS} webhooks.`);
