import { sendMail } from '../mail/send-mail';
import { mailTextOf } from './mail-text';
import type { Notification } from './notification';
import { NotificationChannel } from './notification-channel.port';

export interface SmtpSettings {
  /** As it is now: its password may be rotated. */
  readonly url: () => Promise<string>;
  readonly from: string;
  readonly to: string;
  readonly linkBase: string;
  readonly timeoutMs: number;
}

/** Sends notifications as mails, at most once each: nobody can take a mail back. */
export class SmtpChannel extends NotificationChannel {
  readonly name = 'mail';
  readonly repeatable = false;

  constructor(private readonly settings: SmtpSettings) {
    super();
  }

  async deliver(notification: Notification, signal: AbortSignal): Promise<void> {
    const { url, from, to, linkBase, timeoutMs } = this.settings;
    const messageId = `<${notification.id}@support-mesh>`;
    const mail = { from, to, messageId, ...mailTextOf(notification, linkBase) };
    return sendMail({ url: await url(), timeoutMs }, mail, signal);
  }
}
