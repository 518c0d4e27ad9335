import { TenantId } from '@mesh/contracts';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import type { Role } from '../permissions';

/** Who a token speaks of. */
export interface Claimed {
  readonly subject: string;
  readonly tenantId: string;
  readonly role: Role;
}

export interface ClaimNames {
  readonly tenant: string;
  readonly roles: string;
}

/** It stands in facts and records. */
const Subject = z.string().regex(/^[\x21-\x7e]{1,100}$/);
const Names = z.union([z.string().transform((one) => [one]), z.array(z.string()).max(200)]);
/** Of several roles the one that may do most. */
const BY_REACH: readonly Role[] = ['admin', 'approver', 'analyst', 'submitter'];
/** What only tokens have that tell a client who has signed in; they are not meant for an API. */
const OF_ID_TOKENS = ['nonce', 'at_hash', 'c_hash'] as const;

/** Undefined when the token does not say all of it, or is not one for an API. */
export function claimedBy(payload: JWTPayload, names: ClaimNames): Claimed | undefined {
  if (OF_ID_TOKENS.some((name) => name in payload)) return undefined;
  const subject = Subject.safeParse(payload.sub);
  const tenantId = TenantId.safeParse(valueAt(payload, names.tenant));
  const held = Names.safeParse(valueAt(payload, names.roles));
  const role = BY_REACH.find((one) => held.data?.includes(one));
  if (!subject.success || !tenantId.success || role === undefined) return undefined;
  return { subject: subject.data, tenantId: tenantId.data, role };
}

/** The name itself outranks a path through objects: some issuers put addresses with dots in front of names. */
function valueAt(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  return name.split('.').reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), payload);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
