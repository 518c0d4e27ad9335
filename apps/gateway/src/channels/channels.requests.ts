import { Channel, Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { safeText } from '../tickets/safe-text';

export class ChannelPath extends createZodDto(z.object({ channel: Channel })) {}

const Delivery = z.enum(['none', 'webhook', 'smtp']);

export class ChannelChange extends createZodDto(
  z
    .strictObject({
      /** `none`: replies are fetched by the API. */
      delivery: Delivery,
      /** With `webhook`: `https` and public, unless the operator allows the host. */
      url: safeText(2_000).optional(),
      /** With `smtp`: the sender of the mails, an address alone. */
      from: safeText(320)
        .regex(/^[^\s@<>,;:"()[\]\\]{1,64}@[A-Za-z0-9.-]{1,255}$/)
        .optional(),
    })
    .refine(({ delivery, url }) => (delivery === 'webhook') === (url !== undefined), {
      error: 'belongs to webhook, which needs it',
      path: ['url'],
    })
    .refine(({ delivery, from }) => (delivery === 'smtp') === (from !== undefined), {
      error: 'belongs to smtp, which needs it',
      path: ['from'],
    }),
) {}

const View = z.object({
  channel: Channel,
  delivery: Delivery,
  url: z.string().optional(),
  from: z.string().optional(),
  updatedAt: Instant.optional(),
  updatedBy: z.string().optional(),
});
export class ChannelView extends createZodDto(View) {}

/** The secret is there once: in the answer to the change that made it. */
export class ChangedChannelView extends createZodDto(View.extend({ secret: z.string().optional() })) {}
