import { Channel, CategoryName, Priority, TicketStatus } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { MESSAGE_BYTES, SUBJECT_BYTES, requiredText, safeText, smallObject } from './safe-text';

const METADATA_BYTES = 4096;

/** Who wrote: by id, by e-mail address, or both. */
export const CustomerReferenceSchema = z
  .strictObject({
    id: requiredText(200).optional(),
    email: safeText(320)
      .regex(/^\s*[^\s@]{1,64}@[^\s@]{1,255}\s*$/)
      .optional(),
    name: safeText(200).optional(),
  })
  .refine(({ id, email }) => id !== undefined || email !== undefined, {
    error: 'customer_required: an id or an e-mail address',
  });

export const CreateTicketSchema = z.strictObject({
  subject: safeText(SUBJECT_BYTES).optional(),
  body: requiredText(MESSAGE_BYTES),
  customer: CustomerReferenceSchema,
  channel: Channel.default('api'),
  priority: Priority.optional(),
  /** A hint; triage finds the language itself. */
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,3}$/)
    .optional(),
  externalId: safeText(200).optional(),
  metadata: smallObject(METADATA_BYTES).default({}),
});
export type NewTicket = z.output<typeof CreateTicketSchema>;

export class CreateTicketBody extends createZodDto(CreateTicketSchema) {}

/** Each item is checked by itself, so one bad ticket does not refuse the others. */
export class TicketBatchBody extends createZodDto(z.strictObject({ tickets: z.array(z.unknown()).min(1).max(100) })) {}

export class TicketQuery extends createZodDto(
  z.strictObject({
    status: TicketStatus.optional(),
    category: CategoryName.optional(),
    customer: safeText(200).optional(),
    /** Words of the subject or the first message. */
    q: safeText(500).optional(),
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
) {}

export class TicketId extends createZodDto(z.object({ id: z.uuid() })) {}

export class TimelineQuery extends createZodDto(
  z.strictObject({
    after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(1000),
  }),
) {}
