import { defineConfig } from '@mesh/config';
import { z } from 'zod';

/** Signatures with a public key only: a shared secret would let every service that checks tokens also make them. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const Algorithms = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(ALGORITHMS)).min(1));

const webAddress = () => z.url({ protocol: /^https?$/ });

export const JwtConfig = defineConfig('jwt', {
  JWT_ISSUER: webAddress().optional().describe('Who signs access tokens of people; JWTs are refused without it'),
  JWT_AUDIENCE: z.string().min(1).optional().describe('What an access token must be meant for'),
  JWT_JWKS_URL: webAddress().optional().describe('Where the issuer publishes its keys'),
  JWT_ALGORITHMS: Algorithms.default(['RS256', 'ES256', 'EdDSA']).describe('Signatures that count, by comma'),
  JWT_TENANT_CLAIM: z.string().min(1).default('tenant_id').describe('Claim with the tenant; dots lead into objects'),
  JWT_ROLES_CLAIM: z
    .string()
    .min(1)
    .default('roles')
    .describe('Claim with one role or a list; the one that may do most counts'),
  JWT_LEEWAY_SECONDS: z.coerce.number().int().min(0).max(60).default(30).describe('How far clocks may differ'),
});
