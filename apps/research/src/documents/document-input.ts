import { Audience, DocumentId } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { type DocumentContent, RESOLUTION_PREFIX } from './document';

const OwnDocumentId = DocumentId.refine(
  (id) => !id.startsWith(RESOLUTION_PREFIX),
  `ids that begin with ${RESOLUTION_PREFIX} belong to the mesh`,
);

const fields = {
  id: OwnDocumentId.optional(),
  title: z.string().trim().min(1).max(500),
  /** Markdown or plain text. */
  body: z
    .string()
    .max(1_000_000)
    .refine((body) => /\S/.test(body), 'must not be empty'),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  tags: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
  audience: Audience.default('public'),
};

export class DocumentInput extends createZodDto(z.strictObject(fields)) {}

export class DocumentPath extends createZodDto(z.object({ id: DocumentId })) {}

export class VersionQuery extends createZodDto(
  z.object({ version: z.coerce.number().int().positive().max(2_147_483_647).optional() }),
) {}

/** The version that the person has seen. */
export class ReleaseInput extends createZodDto(
  z.strictObject({ version: z.number().int().positive().max(2_147_483_647) }),
) {}

export class DocumentListQuery extends createZodDto(
  z.object({
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    tag: z.string().max(100).optional(),
  }),
) {}

export const contentOf = (input: DocumentInput): DocumentContent => ({
  title: input.title,
  body: input.body,
  url: input.url,
  tags: input.tags,
  audience: input.audience,
  keywords: '',
});
