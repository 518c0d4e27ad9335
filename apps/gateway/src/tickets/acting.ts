import type { Actor } from '@mesh/contracts';
import type { Origin } from '@mesh/messaging';
import type { Principal } from '../identity';

/** The gateway itself, as the author of an answer to a step. */
export const GATEWAY: Actor = { kind: 'system', id: 'gateway' };

/** Whoever writes as the customer; the id of a customer may be an address, so it is not told. */
export const CUSTOMER: Actor = { kind: 'customer', id: 'customer' };

export const personOf = (principal: Principal): Actor => ({ kind: 'person', id: principal.actorId });

export const originOf = ({ tenantId, correlationId }: Principal): Origin => ({ tenantId, correlationId });
