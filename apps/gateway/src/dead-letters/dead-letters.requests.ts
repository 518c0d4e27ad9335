import { SERVICES } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

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
