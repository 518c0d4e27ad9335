import { ConfigError, type ConfigOf } from '@mesh/config';
import { type Clock, TerminalError } from '@mesh/kernel';
import type { ChannelName } from './notification';
import type { NotificationChannel } from './notification-channel.port';
import type { NotifyConfig } from './notify.config';
import { SmtpChannel } from './smtp-channel';
import { WebhookChannel } from './webhook-channel';

/** The ways to people that the operator has opened; none means that nobody is told anything. */
export class Channels {
  constructor(private readonly all: readonly NotificationChannel[]) {}

  get names(): readonly ChannelName[] {
    return this.all.map(({ name }) => name);
  }

  get repeatable(): readonly ChannelName[] {
    return this.all.filter(({ repeatable }) => repeatable).map(({ name }) => name);
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
export function openChannels(config: Config, clock: Clock): Channels {
  const missing = [
    ...(config.NOTIFY_WEBHOOK_URL === undefined ? [] : missingOf(config, ['NOTIFY_WEBHOOK_SECRET'])),
    ...(config.NOTIFY_SMTP_URL === undefined ? [] : missingOf(config, ['NOTIFY_MAIL_FROM', 'NOTIFY_MAIL_TO'])),
  ];
  if (missing.length > 0) throw new ConfigError(missing.map((name) => `${name}: is missing`));
  return new Channels([...mailOf(config), ...webhookOf(config, clock)]);
}

const missingOf = (config: Config, names: readonly (keyof Config)[]): string[] =>
  names.filter((name) => config[name] === undefined);

function mailOf(config: Config): NotificationChannel[] {
  const { NOTIFY_SMTP_URL: url, NOTIFY_MAIL_FROM: from, NOTIFY_MAIL_TO: to } = config;
  if (url === undefined || from === undefined || to === undefined) return [];
  return [new SmtpChannel({ url, from, to, ...commonOf(config) })];
}

function webhookOf(config: Config, clock: Clock): NotificationChannel[] {
  const { NOTIFY_WEBHOOK_URL: url, NOTIFY_WEBHOOK_SECRET: secret } = config;
  if (url === undefined || secret === undefined) return [];
  return [new WebhookChannel({ url, secret, ...commonOf(config) }, clock)];
}

const commonOf = (config: Config) => ({ linkBase: config.NOTIFY_LINK_BASE, timeoutMs: config.NOTIFY_TIMEOUT_MS });
