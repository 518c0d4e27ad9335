import { ProblemException } from '@mesh/bootstrap';
import PostalMime, { type Email } from 'postal-mime';
import { asStorable } from '../../tickets/safe-text';
import type { IncomingMail } from './mail';

/** Takes an RFC 5322 message apart; attachments are left where they are. @throws ProblemException 400 `MAIL_MALFORMED` */
export async function mailOfBytes(bytes: Buffer): Promise<IncomingMail> {
  const email = await parse(bytes);
  const from = email.headers.find(({ key }) => key === 'from')?.value;
  if (from === undefined) throw new ProblemException(400, 'MAIL_MALFORMED', 'The message has no sender.');
  return {
    from: formatted(email.from) ?? from,
    subject: storable(email.subject),
    text: storable(email.text),
    html: storable(email.html),
    messageId: email.messageId,
    inReplyTo: email.inReplyTo,
    references: email.references,
    headers: new Map(email.headers.map(({ key, value }) => [key, value])),
  };
}

async function parse(bytes: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'it is not a message';
    throw new ProblemException(400, 'MAIL_MALFORMED', `The message cannot be read: ${reason}`);
  }
}

/** With the encoded words of its name decoded. */
const formatted = (from: Email['from']): string | undefined =>
  from?.address === undefined ? undefined : `${JSON.stringify(from.name)} <${from.address}>`;

const storable = (text: string | undefined): string | undefined => text && asStorable(text);
