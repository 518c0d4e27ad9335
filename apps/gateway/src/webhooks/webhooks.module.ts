import { AddressRules, type Peer, hostsOf } from '@mesh/egress';
import { provideConfig } from '@mesh/config';
import { Module } from '@nestjs/common';
import { ReplyBell, WebhookBell } from './bells';
import { WebhookSecrets } from './webhook-secrets';
import { WebhooksConfig, type WebhookSettings } from './webhooks.config';

/** For the rules of addresses. */
const WEBHOOK: Peer = { codes: 'WEBHOOK', name: 'webhook' };

const rules = {
  provide: AddressRules,
  inject: [WebhooksConfig.token],
  useFactory: ({ WEBHOOK_PRIVATE_HOSTS }: WebhookSettings) => new AddressRules(WEBHOOK, hostsOf(WEBHOOK_PRIVATE_HOSTS)),
};

/** What those who order deliveries and those who send them share. */
@Module({
  providers: [provideConfig(WebhooksConfig), rules, WebhookSecrets, WebhookBell, ReplyBell],
  exports: [WebhooksConfig.token, AddressRules, WebhookSecrets, WebhookBell, ReplyBell],
})
export class WebhooksModule {}
