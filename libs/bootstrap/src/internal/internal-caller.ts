import type { IncomingMessage } from 'node:http';
import { TenantId } from '@mesh/contracts';
import { z } from 'zod';

/** On whose behalf a service calls another; it was authenticated by the gateway. */
export const InternalCaller = z.object({
  tenantId: TenantId,
  role: z.enum(['submitter', 'approver', 'analyst', 'admin']),
  /** Key or user id, for the record. */
  actorId: z.string().max(120),
  correlationId: z.string().max(128),
});
export type InternalCaller = z.output<typeof InternalCaller>;

const callers = new WeakMap<IncomingMessage, InternalCaller>();

export const rememberCaller = (request: IncomingMessage, caller: InternalCaller): void => {
  callers.set(request, caller);
};

/** The verified caller of an internal route; undefined before the guard has run. */
export const callerOf = (request: IncomingMessage): InternalCaller | undefined => callers.get(request);
