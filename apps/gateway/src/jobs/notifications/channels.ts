import { ConfigError, type ConfigOf, type ConfigSource } from '@mesh/config';
import { type Clock, TerminalError, codeOf } from '@mesh/kernel';
import { type ExternalService, type ExternalServices, ExternalWatch } from '@mesh/observability';
import type { ChannelName, Notification } from './notification';
import { ChatChannel } from './chat-channel';
import type { NotificationChannel } from './notification-channel.port';
import { NotifyConfig } from './notify.config';
import { SmtpChannel } from './smtp-channel';
import { WebhookChannel } from './webhook-channel';

const KINDS = { mail: 'mail', webhook: 'notification_webhook', chat: 'chat' } as const satisfies Record<
  ChannelName,
  string
>;

/** The ways to people that the operator has opened; none means that nobody is told anything. */
export class Channels implements ExternalServices {
  private readonly watches: ReadonlyMap<ChannelName, ExternalWatch>;

  constructor(private readonly all: readonly NotificationChannel[]) {
    this.watches = new Map(all.map(({ name }) => [name, new ExternalWatch({ kind: KINDS[name], name }, { codeOf })]));
  }

  get names(): readonly ChannelName[] {
    return this.all.map(({ name }) => name);
  }

  get repeatable(): readonly ChannelName[] {
    return this.all.filter(({ repeatable }) => repeatable).map(({ name }) => name);
  }

  externalServices(): readonly ExternalService[] {
    return [...this.watches.values()].map((watch) => watch.status());
  }

  /** @throws TerminalError when the channel was closed since */
  async deliver(name: ChannelName, notification: Notification, signal: AbortSignal): Promise<void> {
    const channel = this.of(name);
    await (this.watches.get(name)?.observe(() => channel.deliver(notification, signal)) ?? Promise.resolve());
  }

  /** @throws TerminalError when the channel was closed since */
  of(name: ChannelName): NotificationChannel {
    const channel = this.all.find((one) => one.name === name);
    if (!channel) throw new TerminalError('CHANNEL_CLOSED', 'no such channel is configured', { channel: name });
    return channel;
  }
}

type Config = ConfigOf<typeof NotifyConfig>;

/** @throws ConfigError naming what a channel needs and does not have */
export function openChannels(source: ConfigSource, clock: Clock): Channels {
  const config = source.read(NotifyConfig);
  const missing = [
    ...(config.NOTIFY_WEBHOOK_URL === undefined ? [] : missingOf(config, ['NOTIFY_WEBHOOK_SECRET'])),
    ...(config.NOTIFY_SMTP_URL === undefined ? [] : missingOf(config, ['NOTIFY_MAIL_FROM', 'NOTIFY_MAIL_TO'])),
  ];
  if (missing.length > 0) throw new ConfigError(missing.map((name) => `${name}: is missing`));
  return new Channels([...mailOf(config, source), ...webhookOf(config, source, clock), ...chatOf(config, source)]);
}

const missingOf = (config: Config, names: readonly (keyof Config)[]): string[] =>
  names.filter((name) => config[name] === undefined);

function mailOf(config: Config, source: ConfigSource): NotificationChannel[] {
  const { NOTIFY_SMTP_URL: first, NOTIFY_MAIL_FROM: from, NOTIFY_MAIL_TO: to } = config;
  if (first === undefined || from === undefined || to === undefined) return [];
  const live = source.live(NotifyConfig, 'NOTIFY_SMTP_URL');
  return [new SmtpChannel({ url: async () => (await live.value()) ?? first, from, to, ...commonOf(config) })];
}

function webhookOf(config: Config, source: ConfigSource, clock: Clock): NotificationChannel[] {
  const { NOTIFY_WEBHOOK_URL: url, NOTIFY_WEBHOOK_SECRET: first } = config;
  if (url === undefined || first === undefined) return [];
  const live = source.live(NotifyConfig, 'NOTIFY_WEBHOOK_SECRET');
  return [new WebhookChannel({ url, secret: async () => (await live.value()) ?? first, ...commonOf(config) }, clock)];
}

function chatOf(config: Config, source: ConfigSource): NotificationChannel[] {
  const { NOTIFY_CHAT_URL: first } = config;
  if (first === undefined) return [];
  const live = source.live(NotifyConfig, 'NOTIFY_CHAT_URL');
  return [new ChatChannel({ url: async () => (await live.value()) ?? first, ...commonOf(config) })];
}

const commonOf = (config: Config) => ({ linkBase: config.NOTIFY_LINK_BASE, timeoutMs: config.NOTIFY_TIMEOUT_MS });
