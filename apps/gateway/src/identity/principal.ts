import type { IncomingMessage } from 'node:http';
import type { Rights } from './permissions';

/** Who asks, as proven by the credentials of the request. */
export interface Principal extends Rights {
  readonly tenantId: string;
  /** Who stands in records and facts as the one who acted. */
  readonly actorId: string;
  readonly keyId: string;
  readonly correlationId: string;
  /** Service level of the key, for limits. */
  readonly tier: Tier;
  /** True for the first admin key of the installation, which alone may manage tenants. */
  readonly isBootstrap: boolean;
}

export const TIERS = ['standard', 'premium', 'unlimited'] as const;
export type Tier = (typeof TIERS)[number];

const principals = new WeakMap<IncomingMessage, Principal>();

export const rememberPrincipal = (request: IncomingMessage, principal: Principal): void => {
  principals.set(request, principal);
};

/** Undefined on public routes. */
export const principalOf = (request: IncomingMessage): Principal | undefined => principals.get(request);
