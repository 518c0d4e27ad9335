import { ReasonCode } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class ResolutionQuery extends createZodDto(
  z.object({
    cursor: z.uuid().optional(),
    ticketId: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
) {}

export class ResolutionPath extends createZodDto(z.object({ id: z.uuid() })) {}

export class Withdrawal extends createZodDto(z.object({ reason: ReasonCode.default('withdrawn_by_person') })) {}
