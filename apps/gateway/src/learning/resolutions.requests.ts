import { Instant, ReasonCode } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { NextCursor } from '../http/next-cursor';

const Limit = z.coerce.number().int().min(1).max(100).optional();

export class ResolutionQuery extends createZodDto(
  z.strictObject({ cursor: z.uuid().optional(), ticketId: z.uuid().optional(), limit: Limit }),
) {}

export class ResolutionId extends createZodDto(z.object({ id: z.uuid() })) {}

export class WithdrawalQuery extends createZodDto(z.strictObject({ reason: ReasonCode.optional() })) {}

const CitedSpan = z.object({
  documentId: z.string(),
  documentVersion: z.number().int(),
  title: z.string(),
  quote: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  /** Whether this version is the one that answers rest on now. */
  live: z.boolean(),
});

const Resolution = z.object({
  /** Of the decision that approved the reply. */
  id: z.uuid(),
  ticketId: z.uuid(),
  /** `needs_review`: a document that it cites was replaced or deleted; it is no evidence until somebody has looked. */
  status: z.enum(['in_use', 'needs_review', 'withdrawn']),
  category: z.string(),
  question: z.string(),
  answer: z.string(),
  approvedBy: z.object({ kind: z.string(), id: z.string() }),
  cited: z.array(CitedSpan),
  createdAt: z.string(),
  reviewedAt: Instant.nullable(),
  reviewedBy: z.string().min(1).nullable(),
  withdrawnAt: Instant.nullable(),
  withdrawnReason: z.string().min(1).nullable(),
});

export class ResolutionView extends createZodDto(Resolution) {}
export class ResolutionList extends createZodDto(z.object({ items: z.array(Resolution), nextCursor: NextCursor })) {}

export class NotRememberedQuery extends createZodDto(z.strictObject({ limit: Limit })) {}
export class NotRememberedList extends createZodDto(
  z.object({
    items: z.array(z.object({ decisionId: z.uuid(), ticketId: z.uuid(), reason: z.string(), at: z.string() })),
  }),
) {}
