import { Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { NextCursor } from '../http/next-cursor';
import { safeText } from '../tickets/safe-text';
import { EVENT_NAMES, EVERY_EVENT, asEvents } from './webhook-events';

const Events = z
  .array(z.enum([EVERY_EVENT, ...EVENT_NAMES]))
  .min(1)
  .max(EVENT_NAMES.length + 1)
  .transform(asEvents);

const Wanted = z.strictObject({
  /** `https` and public, unless the operator allows the host. */
  url: safeText(2_000),
  events: Events,
  description: safeText(200).trim().optional(),
});

export class NewWebhook extends createZodDto(Wanted) {}
export class WebhookChange extends createZodDto(Wanted.extend({ enabled: z.boolean() })) {}
export class WebhookPath extends createZodDto(z.object({ id: z.uuid() })) {}
export class DeliveryPath extends createZodDto(z.object({ id: z.uuid(), deliveryId: z.uuid() })) {}

export class WebhookQuery extends createZodDto(
  z.strictObject({
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
) {}

export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;

export class DeliveryQuery extends createZodDto(
  z.strictObject({
    status: z.enum(DELIVERY_STATES).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
) {}

const Webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(z.string()),
  description: z.string().max(200).nullable(),
  enabled: z.boolean(),
  /** Why it was disabled by itself: the receiver answered 410, or nothing has arrived for five days. */
  disabledReason: z.enum(['gone', 'failing']).nullable(),
  /** The first attempt that failed since the last one that did not. */
  failingSince: Instant.nullable(),
  createdAt: Instant,
  createdBy: z.string(),
  updatedAt: Instant,
});

export class WebhookView extends createZodDto(Webhook) {}
export class WebhookList extends createZodDto(z.object({ items: z.array(Webhook), nextCursor: NextCursor })) {}

/** The only answers that ever hold the secret itself. */
export class WebhookWithSecret extends createZodDto(Webhook.extend({ secret: z.string() })) {}

const Delivery = z.object({
  /** What the receiver sees as `webhook-id`, the same at every attempt. */
  id: z.uuid(),
  event: z.string(),
  eventId: z.uuid(),
  ticketId: z.uuid().nullable(),
  sequence: z.number().int().nullable(),
  status: z.enum(DELIVERY_STATES),
  attempts: z.number().int(),
  /** Null where an attempt is due at once, or none follows. */
  nextAttemptAt: Instant.nullable(),
  lastAttemptAt: Instant.nullable(),
  responseStatus: z.number().int().nullable(),
  /** The beginning of what the receiver answered. */
  responseExcerpt: z.string().max(500).nullable(),
  errorCode: z.string().min(1).nullable(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
});

export class DeliveryView extends createZodDto(Delivery) {}
export class DeliveryList extends createZodDto(z.object({ items: z.array(Delivery), nextCursor: NextCursor })) {}
