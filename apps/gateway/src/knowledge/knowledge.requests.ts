import { Audience, DocumentId } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { requiredText, safeText } from '../tickets/safe-text';
import { NextCursor } from '../http/next-cursor';

export const DOCUMENT_BYTES = 1_000_000;

/** Markdown or plain text. */
const Content = z.strictObject({
  title: requiredText(500),
  body: requiredText(DOCUMENT_BYTES),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  tags: z.array(safeText(100)).max(50).optional(),
  audience: Audience.optional(),
});

export class DocumentContent extends createZodDto(Content) {}
export class NewDocument extends createZodDto(Content.extend({ id: DocumentId.optional() })) {}
export class DocumentKey extends createZodDto(z.object({ id: DocumentId })) {}

export class DocumentQuery extends createZodDto(
  z.strictObject({
    cursor: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
    tag: safeText(60).optional(),
  }),
) {}

/** Without it, the version that is live. */
export class VersionQuery extends createZodDto(
  z.strictObject({ version: z.coerce.number().int().positive().max(2_147_483_647).optional() }),
) {}

export class SeenVersion extends createZodDto(
  z.strictObject({ version: z.number().int().positive().max(2_147_483_647) }),
) {}

export class KnowledgeQuestion extends createZodDto(
  z.strictObject({ query: requiredText(2000), limit: z.number().int().min(1).max(50).optional() }),
) {}

export class AffectedAnswersQuery extends createZodDto(
  z.strictObject({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
) {}

export class AffectedAnswerList extends createZodDto(
  z.object({
    /** null: the document is gone. */
    liveVersion: z.number().int().nullable(),
    items: z.array(
      z.object({
        decisionId: z.uuid(),
        ticketId: z.uuid(),
        messageId: z.uuid(),
        origin: z.enum(['automatic', 'approved', 'person']),
        sentAt: z.string(),
        documentVersion: z.number().int(),
        quote: z.string(),
        start: z.number().int(),
        end: z.number().int(),
        /** Whether the live version still says it, word for word. */
        stands: z.boolean(),
      }),
    ),
    nextCursor: NextCursor,
  }),
) {}
