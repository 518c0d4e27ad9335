import { replyMailId } from '../../inbound/mail/message-ids';
import type { OutgoingMail } from '../mail/send-mail';
import type { ReplyLetter } from './pg-reply-letter';

/** Mail programs need the last ones to find the thread. */
const MOST_REFERENCES = 20;

/** As a mail. The recipient is an object, so nothing in an address makes a second one. */
export function mailOf(letter: ReplyLetter, from: string, address: string): OutgoingMail {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const references = letter.mailIds.slice(-MOST_REFERENCES).map(bracketed);
  return {
    from,
    to: { name: letter.name ?? '', address },
    messageId: bracketed(replyMailId(letter.messageId, domain)),
    inReplyTo: references.at(-1),
    references,
    subject: answeredSubject(letter.subject),
    text: `${letter.body}\n`,
    // RFC 3834: machines leave unanswered what a machine wrote.
    headers: letter.author === 'mesh' ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {},
  };
}

/** As a webhook, in the form of Standard Webhooks. */
export const webhookBodyOf = (letter: ReplyLetter, channel: string): string =>
  JSON.stringify({
    type: 'reply',
    timestamp: letter.sentAt.toISOString(),
    data: {
      ticketId: letter.ticketId,
      messageId: letter.messageId,
      turn: letter.turn,
      channel,
      author: letter.author,
      customer: { id: letter.customerId, email: letter.email, name: letter.name },
      subject: answeredSubject(letter.subject),
      body: letter.body,
      inReplyTo: letter.mailIds.at(-1) ?? null,
      references: letter.mailIds.slice(-MOST_REFERENCES),
    },
  });

const bracketed = (id: string): string => `<${id}>`;

const answeredSubject = (subject: string | null): string => {
  const line = (subject ?? '').replace(/\s+/g, ' ').trim();
  if (line === '') return 'Re: your request';
  return /^(re|aw|antw|sv|rv)\s?:/i.test(line) ? line : `Re: ${line}`;
};
