import { Instant, TenantId } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { safeText } from '../tickets/safe-text';

export class NewTenant extends createZodDto(z.strictObject({ id: TenantId, name: safeText(200).trim().min(1) })) {}

const Tenant = z.object({ id: TenantId, name: z.string(), createdAt: Instant.nullable() });

export class TenantList extends createZodDto(z.object({ items: z.array(Tenant) })) {}

/** With the first admin key of the tenant, shown this once. */
export class CreatedTenant extends createZodDto(Tenant.extend({ adminKey: z.string() })) {}
