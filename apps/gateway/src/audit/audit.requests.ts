import { Actor } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { NextCursor } from '../http/next-cursor';

export class AuditQuery extends createZodDto(
  z.strictObject({
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    /** The newest entries first, or the oldest, as whoever checks the chain needs them. */
    order: z.enum(['newest', 'oldest']).default('newest'),
  }),
) {}

const Entry = z.object({
  tenantId: z.string(),
  sequence: z.number().int(),
  at: z.string(),
  actor: Actor.loose(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  correlationId: z.string(),
  prevHash: z.string(),
  hash: z.string(),
});

export class AuditList extends createZodDto(z.object({ items: z.array(Entry), nextCursor: NextCursor })) {}
