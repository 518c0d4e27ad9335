import { ReasonCode } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { requiredText } from '../tickets/safe-text';

const REPLY_BYTES = 20_000;
const NOTE_BYTES = 20_000;

export class ReplyBody extends createZodDto(
  z.strictObject({
    body: requiredText(REPLY_BYTES),
    /** False keeps the ticket with a person. */
    resolve: z.boolean().default(true),
  }),
) {}

/** No body at all is as good as an empty one. */
export class CloseBody extends createZodDto(
  z.strictObject({ reason: ReasonCode.default('closed_by_person') }).prefault({}),
) {}
export class EmptyBody extends createZodDto(z.strictObject({}).prefault({})) {}

export class AssignBody extends createZodDto(
  z
    .strictObject({ queue: requiredText(60).optional(), user: requiredText(120).optional() })
    .refine(({ queue, user }) => queue !== undefined || user !== undefined, { error: 'name a queue or a user' }),
) {}

export class NoteBody extends createZodDto(z.strictObject({ body: requiredText(NOTE_BYTES) })) {}

export class FeedbackBody extends createZodDto(
  z.strictObject({ solved: z.boolean(), rating: z.number().int().min(1).max(5).optional() }),
) {}
