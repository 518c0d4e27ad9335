import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { requiredText, safeText } from '../../tickets/safe-text';
import type { IncomingMail } from './mail';

const HEADER_BYTES = 16_384;
const TEXT_BYTES = 2_000_000;

/** A mail that the sender of the request has taken apart. */
export const ParsedMail = z
  .strictObject({
    /** As the header says it: `Ada <ada@example.com>`, or the address alone. */
    from: requiredText(2_000),
    subject: safeText(HEADER_BYTES).optional(),
    text: safeText(TEXT_BYTES).optional(),
    /** Counts where there is no text. */
    html: safeText(TEXT_BYTES).optional(),
    messageId: safeText(2_000).optional(),
    inReplyTo: safeText(HEADER_BYTES).optional(),
    references: z.union([safeText(HEADER_BYTES), z.array(safeText(2_000)).max(200)]).optional(),
    /** `Return-Path`; empty: the mail is a notice of delivery. */
    returnPath: safeText(2_000).optional(),
    /** The other headers. Those that say that no person wrote the mail are looked at. */
    headers: z.record(safeText(200), safeText(HEADER_BYTES)).optional(),
  })
  .refine(({ text, html }) => text !== undefined || html !== undefined, { error: 'a text or html is needed' });

export class InboundMailBody extends createZodDto(ParsedMail) {}

const RESULTS = ['ticket_created', 'message_added', 'duplicate', 'ignored'] as const;

export const IGNORED_REASONS = ['auto_submitted', 'bulk', 'auto_response', 'bounce', 'own_mail', 'empty'] as const;
export type IgnoredReason = (typeof IGNORED_REASONS)[number];

export const MailAnswer = z.object({
  result: z.enum(RESULTS),
  ticketId: z.uuid().optional(),
  messageId: z.uuid().optional(),
  /** Why it was ignored. */
  reason: z.enum(IGNORED_REASONS).optional(),
});
export type MailAnswer = z.output<typeof MailAnswer>;
export class MailAnswerView extends createZodDto(MailAnswer) {}

export function mailOfParts(parts: z.output<typeof ParsedMail>): IncomingMail {
  const { headers = {}, returnPath, references, ...mail } = parts;
  const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (returnPath !== undefined) named.set('return-path', returnPath);
  return { ...mail, references: [references ?? []].flat().join(' '), headers: named };
}
