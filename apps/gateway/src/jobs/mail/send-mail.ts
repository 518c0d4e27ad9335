import { RetryableError, TerminalError, reasonOf } from '@mesh/kernel';
import { SmtpTranscript } from './smtp-transcript';

export interface MailServer {
  readonly url: string;
  /** Longest silence. */
  readonly timeoutMs: number;
}

export interface OutgoingMail {
  readonly from: string;
  /** Addresses; an object holds exactly one, whatever is in it. */
  readonly to: string | { readonly name: string; readonly address: string };
  /** With angle brackets; the same at each attempt. */
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly inReplyTo?: string | undefined;
  readonly references?: readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Sends one mail over a connection of its own. The library is loaded with the first one.
 * @throws TerminalError `MAIL_REFUSED` for good; `MAIL_END_UNKNOWN` when the server was told the text and said nothing
 * @throws RetryableError `MAIL_UNAVAILABLE` when nothing was taken
 */
export async function sendMail(server: MailServer, mail: OutgoingMail, signal: AbortSignal): Promise<void> {
  const { url, timeoutMs } = server;
  const { createTransport } = await import('nodemailer');
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transcript = new SmtpTranscript();
  const transport = createTransport({ url, ...timeouts, transactionLog: true, logger: transcript });
  const { references, headers, to, ...rest } = mail;
  const copies = { to: typeof to === 'string' ? to : { ...to }, references: references && [...references] };
  try {
    await transport.sendMail({
      ...rest,
      ...copies,
      headers: { ...headers },
      disableFileAccess: true,
      disableUrlAccess: true,
      signal,
    });
  } catch (cause) {
    throw asMailError(cause, transcript.textOnItsWay);
  } finally {
    transport.close();
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
