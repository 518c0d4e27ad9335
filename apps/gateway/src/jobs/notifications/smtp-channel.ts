import { sendMail } from '../mail/send-mail';
import { mailTextOf } from './mail-text';
import type { Notification } from './notification';
import { NotificationChannel } from './notification-channel.port';

export interface SmtpSettings {
  readonly url: string;
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

  deliver(notification: Notification, signal: AbortSignal): Promise<void> {
    const { from, to, linkBase } = this.settings;
    const messageId = `<${notification.id}@support-mesh>`;
    return sendMail(this.settings, { from, to, messageId, ...mailTextOf(notification, linkBase) }, signal);
  }
}
