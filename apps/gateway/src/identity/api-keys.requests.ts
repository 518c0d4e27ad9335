import { Instant } from '@mesh/contracts';
import { unique } from '@mesh/kernel';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { safeText } from '../tickets/safe-text';
import { PERMISSIONS, ROLES } from './permissions';
import { TIERS } from './principal';

export class NewApiKey extends createZodDto(
  z.strictObject({
    name: safeText(120).trim().min(1),
    role: z.enum(ROLES),
    tier: z.enum(TIERS).default('standard'),
    /** What of the role the key may do; left out: all of it. */
    scopes: z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length).transform(unique).optional(),
    /** From then on it is refused. */
    expiresAt: Instant.optional(),
  }),
) {}

const LONGEST_OVERLAP_SECONDS = 86_400;

export class KeyRotation extends createZodDto(
  z.strictObject({
    /** So long the secret before counts as well. */
    overlapSeconds: z.number().int().min(0).max(LONGEST_OVERLAP_SECONDS).default(0),
  }),
) {}

export class ApiKeyId extends createZodDto(z.object({ id: z.string().regex(/^[a-z0-9]{16}$/) })) {}

const Listed = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  tier: z.enum(TIERS),
  scopes: z.array(z.enum(PERMISSIONS)).nullable(),
  createdAt: Instant,
  createdBy: z.string(),
  expiresAt: Instant.nullable(),
  rotatedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});

export class ApiKeyList extends createZodDto(z.object({ items: z.array(Listed) })) {}

/** The only answer that ever holds the key itself. */
export class MintedApiKey extends createZodDto(Listed.extend({ key: z.string() })) {}
