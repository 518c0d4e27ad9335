import { RetryableError, TerminalError, reasonOf } from '@mesh/kernel';
import { mailTextOf } from './mail-text';
import type { Notification } from './notification';
import { NotificationChannel } from './notification-channel.port';
import { SmtpTranscript } from './smtp-transcript';

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

  /** One connection per mail: there are few. The library is loaded with the first one. */
  async deliver(notification: Notification, signal: AbortSignal): Promise<void> {
    const { url, from, to, linkBase, timeoutMs } = this.settings;
    const { createTransport } = await import('nodemailer');
    const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
    const transcript = new SmtpTranscript();
    const transport = createTransport({ url: await url(), ...timeouts, transactionLog: true, logger: transcript });
    const mail = { from, to, messageId: `<${notification.id}@support-mesh>`, ...mailTextOf(notification, linkBase) };
    try {
      await transport.sendMail({ ...mail, disableFileAccess: true, disableUrlAccess: true, signal });
    } catch (cause) {
      throw asMailError(cause, transcript.textOnItsWay);
    } finally {
      transport.close();
    }
  }
}

/** Answers 5xx are for good; silence over the text leaves its end unknown, and a second mail would be worse than none. */
function asMailError(cause: unknown, textOnItsWay: boolean): Error {
  const { responseCode } = cause as { readonly responseCode?: number };
  const details = { responseCode, reason: reasonOf(cause) };
  if (responseCode === undefined && textOnItsWay) {
    return new TerminalError('MAIL_END_UNKNOWN', 'the mail server fell silent over the text', details, { cause });
  }
  if (responseCode !== undefined && responseCode >= 500) {
    return new TerminalError('MAIL_REFUSED', 'the mail server refused', details, { cause });
  }
  return new RetryableError('MAIL_UNAVAILABLE', 'the mail server cannot be used', details, undefined, { cause });
}
