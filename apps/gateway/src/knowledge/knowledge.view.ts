import { Audience, Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { NextCursor } from '../http/next-cursor';

const Status = z.enum(['indexing', 'live', 'replaced', 'deleting', 'deleted']);
const version = z.number().int();

/** What was stored, and whether answers rest on it already. */
export class DocumentStateView extends createZodDto(
  z.object({
    id: z.string(),
    version,
    status: Status,
    /** How many passages are held back until a person releases them; left out: none. */
    quarantined: z.number().int().optional(),
  }),
) {}

const Head = z.object({
  id: z.string(),
  version,
  status: Status,
  /** The version that answers rest on at this moment; null: none. */
  liveVersion: version.min(1).nullable(),
  title: z.string(),
  url: z.string().min(1).nullable(),
  tags: z.array(z.string()),
  audience: Audience,
  createdAt: Instant,
  /** The passages that no answer rests on until a person has released them, by offsets in the body. */
  quarantined: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
  /** Who released passages of this version last; null: nobody. */
  releasedBy: z.string().min(1).nullable(),
});

export class DocumentList extends createZodDto(z.object({ items: z.array(Head), nextCursor: NextCursor })) {}
export class DocumentView extends createZodDto(Head.extend({ body: z.string() })) {}

/** The best passage of each document. */
export class SearchResult extends createZodDto(
  z.object({
    items: z.array(
      z.object({
        documentId: z.string(),
        documentVersion: version,
        title: z.string(),
        url: z.string().optional(),
        quote: z.string(),
        /** Only compared within one answer. */
        score: z.number(),
      }),
    ),
  }),
) {}
