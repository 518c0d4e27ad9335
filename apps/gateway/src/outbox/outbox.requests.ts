import { SERVICES } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class Resend extends createZodDto(
  z.strictObject({
    service: z.enum(SERVICES).describe('whose messages'),
    since: z.iso.datetime({ offset: true }).describe('everything that was published at this moment or later'),
  }),
) {}

export class StartedResend extends createZodDto(
  z.object({ service: z.enum(SERVICES), since: z.iso.datetime({ offset: true }), status: z.literal('started') }),
) {}
