import { Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { requiredText, safeText } from '../tickets/safe-text';

const Address = safeText(320)
  .regex(/^[^\s@]{1,64}@[^\s@]{1,255}$/)
  .toLowerCase();

export class NewInboundChannel extends createZodDto(
  z.strictObject({
    name: requiredText(200),
    /** The mailbox behind it, and its aliases: what comes from one of them is our own mail and makes no ticket. */
    addresses: z.array(Address).min(1).max(20),
  }),
) {}

export class InboundChannelPath extends createZodDto(z.object({ id: z.uuid() })) {}

const Channel = z.object({
  id: z.uuid(),
  name: z.string(),
  addresses: z.array(z.string()),
  /** Where signed mails are posted to. */
  path: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
});

export class InboundChannelList extends createZodDto(z.object({ items: z.array(Channel) })) {}

/** The only answer that ever holds the secret itself. */
export class InboundChannelWithSecret extends createZodDto(Channel.extend({ secret: z.string() })) {}
