import { Channel, Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { NextCursor } from '../http/next-cursor';
import { safeText } from '../tickets/safe-text';

const page = {
  cursor: z.string().max(800).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

export class SessionQuery extends createZodDto(
  z.strictObject({ customer: safeText(200).optional(), channel: Channel.optional(), ...page }),
) {}

export class SessionId extends createZodDto(z.object({ id: z.string().max(800) })) {}

export class SessionMessageQuery extends createZodDto(
  z.strictObject({
    /** Words as they were written, in any case. */
    q: safeText(200).optional(),
    ...page,
  }),
) {}

const Session = z.object({
  id: z.string(),
  customerId: z.string(),
  channel: z.string(),
  tickets: z.number().int(),
  openTickets: z.number().int(),
  /** When the first and the newest ticket came in. */
  firstAt: Instant,
  lastAt: Instant,
});
export class SessionView extends createZodDto(Session) {}
export class SessionList extends createZodDto(z.object({ items: z.array(Session), nextCursor: NextCursor })) {}

const Message = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  turn: z.number().int(),
  author: z.enum(['customer', 'mesh', 'person']),
  body: z.string(),
  createdAt: Instant,
});
export class SessionMessageList extends createZodDto(z.object({ items: z.array(Message), nextCursor: NextCursor })) {}
