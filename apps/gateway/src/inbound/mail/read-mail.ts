import { validationFailed } from '@mesh/bootstrap';
import { SUBJECT_BYTES } from '../../tickets/safe-text';
import { mailKeyOf, type ThreadHints } from '../pg-inbound-mails';
import type { IncomingMail } from './mail';
import type { IgnoredReason } from './mail.requests';
import { mailTextOf } from './mail-text';
import { mailIdsIn, ownMessageIn } from './message-ids';
import { whyNotByAPerson } from './not-by-a-person';
import { type Sender, senderOf } from './sender';

/** What matters about a mail. */
export interface ReadMail {
  readonly sender: Sender;
  readonly subject: string | undefined;
  /** What the sender wrote; the subject where that is all there is. */
  readonly body: string;
  /** Without angle brackets. */
  readonly mailId: string | undefined;
  /** Mails that it answers, the nearest first. */
  readonly answers: readonly string[];
  /** Set when nothing is done with it. */
  readonly ignored: IgnoredReason | undefined;
}

/** @throws ProblemException 400 when it has no sender */
export function readMail(mail: IncomingMail, ownAddresses: readonly string[]): ReadMail {
  const sender = senderOf(mail.from);
  if (!sender) throw validationFailed([{ path: 'from', code: 'invalid', message: 'there is no e-mail address' }]);
  const answers = mailIdsIn(mail.references, mail.inReplyTo);
  const subject = subjectOf(mail.subject);
  const body = mailTextOf(mail, answers.length > 0) || (subject ?? '');
  const ignored = whyNotByAPerson(mail, sender, ownAddresses) ?? (body === '' ? 'empty' : undefined);
  return { sender, subject, body, mailId: mailIdsIn(mail.messageId).at(0), answers, ignored };
}

export const threadHintsOf = ({ sender: { email: from }, answers }: ReadMail): ThreadHints => ({
  from,
  replies: answers.flatMap((id) => ownMessageIn(id) ?? []),
  mailKeys: answers.map((id) => mailKeyOf(from, id)),
});

/** On one line, as long as a ticket may have it. */
function subjectOf(header: string | undefined): string | undefined {
  const line = (header ?? '').replace(/\s+/g, ' ').trim();
  if (line === '') return undefined;
  // A character that was cut in two is left out.
  return Buffer.from(line)
    .subarray(0, SUBJECT_BYTES)
    .toString()
    .replace(/\uFFFD$/, '');
}
