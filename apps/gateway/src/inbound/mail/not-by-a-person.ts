import type { IncomingMail } from './mail';
import type { IgnoredReason } from './mail.requests';
import { mailIdsIn, ownMessageIn } from './message-ids';
import type { Sender } from './sender';

const BULK = new Set(['bulk', 'list', 'junk', 'auto_reply', 'auto-reply']);
const POSTMASTERS = /^(mailer-daemon|postmaster)@/;

/**
 * Why a mail was not written by a person who waits for an answer: answering it could begin a conversation of machines.
 * Undefined for all others.
 */
export function whyNotByAPerson(
  mail: Pick<IncomingMail, 'headers' | 'messageId'>,
  sender: Sender,
  ownAddresses: readonly string[],
): IgnoredReason | undefined {
  const header = (name: string): string => (mail.headers.get(name) ?? '').trim().toLowerCase();
  if (ownAddresses.includes(sender.email) || mailIdsIn(mail.messageId).some(ownMessageIn)) return 'own_mail';
  if (isBounce(header, mail.headers.has('return-path'), sender)) return 'bounce';
  if (header('auto-submitted') !== '' && !/^no\b/.test(header('auto-submitted'))) return 'auto_submitted';
  if (BULK.has(header('precedence'))) return 'bulk';
  if (header('x-auto-response-suppress') !== '' && header('x-auto-response-suppress') !== 'none')
    return 'auto_response';
  return undefined;
}

type Header = (name: string) => string;

/** A mail without a way back, or a report about another one. */
const isBounce = (header: Header, hasReturnPath: boolean, sender: Sender): boolean =>
  (hasReturnPath && ['', '<>'].includes(header('return-path'))) ||
  header('content-type').startsWith('multipart/report') ||
  POSTMASTERS.test(sender.email);
