import { Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { safeText } from '../tickets/safe-text';
import { ROLES } from './permissions';
import { TIERS } from './principal';

export class NewApiKey extends createZodDto(
  z.strictObject({
    name: safeText(120).trim().min(1),
    role: z.enum(ROLES),
    tier: z.enum(TIERS).default('standard'),
  }),
) {}

export class ApiKeyId extends createZodDto(z.object({ id: z.string().regex(/^[a-z0-9]{16}$/) })) {}

const Listed = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  tier: z.enum(TIERS),
  createdAt: Instant,
  createdBy: z.string(),
  revokedAt: Instant.nullable(),
});

export class ApiKeyList extends createZodDto(z.object({ items: z.array(Listed) })) {}

/** The only answer that ever holds the key itself. */
export class MintedApiKey extends createZodDto(Listed.extend({ key: z.string() })) {}
