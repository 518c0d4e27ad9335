import { Instant, SERVICES } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { NextCursor } from '../http/next-cursor';

export class DeadLetterQuery extends createZodDto(
  z.strictObject({
    service: z.enum(SERVICES).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}

export class Redrive extends createZodDto(z.strictObject({ service: z.enum(SERVICES), id: z.uuid() })) {}

/** What the owner of a dead letter tells about it. */
export const OwnerPage = z.object({
  items: z.array(z.looseObject({ id: z.string() })),
  next: z.string().nullable(),
});
export type OwnerPage = z.output<typeof OwnerPage>;

export class DeadLettersView extends createZodDto(
  z.object({
    items: z.array(
      z.object({
        service: z.enum(SERVICES),
        id: z.uuid(),
        type: z.string(),
        /** Ticket, document or customer id. */
        subject: z.string(),
        code: z.string(),
        reason: z.string().nullable(),
        attempts: z.number().int(),
        receivedAt: Instant,
        diedAt: Instant,
      }),
    ),
    nextCursor: NextCursor,
    /** Services that could not be asked; their dead letters are missing here. */
    unavailable: z.array(z.enum(SERVICES)),
  }),
) {}

export class RedrivenView extends createZodDto(
  z.object({ service: z.enum(SERVICES), id: z.uuid(), status: z.literal('open') }),
) {}
