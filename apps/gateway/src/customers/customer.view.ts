import { Actor, Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { requiredText, safeText, smallObject } from '../tickets/safe-text';
import type { CustomerRow } from './customer-store';
import type { readErasure } from './erasure-store';

const ATTRIBUTES_BYTES = 16_384;
const RECORD_BYTES = 8192;
const MOST_RECORDS = 200;

/** A customer's id may hold an address, so it is not a UUID. */
export class CustomerId extends createZodDto(z.object({ id: requiredText(200) })) {}

/** One thing that is known about the customer, such as an order; the mesh may quote it as evidence. */
export const CustomerRecordSchema = z.strictObject({
  id: requiredText(120),
  type: requiredText(60),
  title: safeText(300).optional(),
  at: Instant.optional(),
  data: smallObject(RECORD_BYTES).default({}),
});

/** No mailbox is longer before its `@` (RFC 5321). */
const MAILBOX_CHARACTERS = 64;
const EmailAddress = z
  .email()
  .max(320)
  .refine((address) => address.lastIndexOf('@') <= MAILBOX_CHARACTERS, { error: 'must be an e-mail address' });

export class CustomerBody extends createZodDto(
  z.strictObject({
    email: EmailAddress.optional(),
    name: safeText(200).optional(),
    attributes: smallObject(ATTRIBUTES_BYTES).default({}),
    records: z.array(CustomerRecordSchema).max(MOST_RECORDS).default([]),
  }),
) {}

export class CustomerView extends createZodDto(
  z.object({
    id: z.string(),
    email: z.string().optional(),
    name: z.string().optional(),
    attributes: z.record(z.string(), z.unknown()),
    records: z.array(z.unknown()),
    createdAt: Instant,
    updatedAt: Instant,
  }),
) {}

export class ErasureAccepted extends createZodDto(z.object({ erasureId: z.uuid() })) {}

export class ErasureProof extends createZodDto(
  z.object({
    erasureId: z.uuid(),
    customerId: z.string(),
    status: z.enum(['pending', 'complete']),
    requestedBy: Actor,
    requestedAt: Instant,
    completedAt: Instant.optional(),
    tickets: z.number().int(),
    reports: z.array(
      z.object({
        service: z.string(),
        removed: z.record(z.string(), z.number().int()),
        expires: z.array(z.object({ store: z.string(), at: Instant })),
        reportedAt: Instant,
      }),
    ),
  }),
) {}

export const customerView = (row: CustomerRow): CustomerView => ({
  id: row.id,
  email: row.email ?? undefined,
  name: row.name ?? undefined,
  attributes: { ...row.attributes },
  records: [...row.records],
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

export const erasureProof = ({
  erasure,
  reports,
}: NonNullable<Awaited<ReturnType<typeof readErasure>>>): ErasureProof => ({
  erasureId: erasure.id,
  customerId: erasure.customer_id,
  status: erasure.completed_at === null ? 'pending' : 'complete',
  requestedBy: erasure.requested_by,
  requestedAt: erasure.requested_at.toISOString(),
  completedAt: erasure.completed_at?.toISOString(),
  tickets: erasure.tickets,
  reports: reports.map(({ service, removed, expires, reported_at }) => {
    return { service, removed: { ...removed }, expires: [...expires], reportedAt: reported_at.toISOString() };
  }),
});
