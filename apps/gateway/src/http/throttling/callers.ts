import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { Authenticator, type Identity, type Tier, bearerTokenOf } from '../../identity';
import { isInbound } from '../body-limits';
import { ThrottlingConfig } from './throttling.config';

/** Whose requests are counted together, and how many of them are allowed per minute. */
export interface Caller {
  /** Tenant and key; for those without a valid key what their address is counted as. */
  readonly counted: { readonly key: string } | { readonly addressAs: string };
  /** Undefined: as many as they like. */
  readonly limit: number | undefined;
}

/** Finds out who asks, once per request. */
@Injectable()
export class Callers {
  private readonly found = new WeakMap<IncomingMessage, Promise<Caller>>();

  constructor(
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(ThrottlingConfig.token) private readonly config: ConfigOf<typeof ThrottlingConfig>,
  ) {}

  /** @throws RetryableError `DATABASE_UNAVAILABLE` */
  of(request: IncomingMessage): Promise<Caller> {
    const known = this.found.get(request) ?? this.find(request);
    this.found.set(request, known);
    return known;
  }

  private async find(request: IncomingMessage): Promise<Caller> {
    // All mails of a tenant come from the few addresses of its relay; what else comes from there is counted apart.
    if (isInbound(request)) return { counted: { addressAs: 'relay' }, limit: this.config.THROTTLE_STANDARD_PER_MINUTE };
    const token = bearerTokenOf(request.headers.authorization ?? '');
    const identity = token === undefined ? undefined : await this.authenticator.identify(token);
    return identity === undefined
      ? { counted: { addressAs: 'address' }, limit: this.config.THROTTLE_ANONYMOUS_PER_MINUTE }
      : { counted: { key: keyOf(identity) }, limit: this.limitOf(identity) };
  }

  private limitOf({ isBootstrap, tier }: Identity): number | undefined {
    const limits: Record<Tier, number | undefined> = {
      standard: this.config.THROTTLE_STANDARD_PER_MINUTE,
      premium: this.config.THROTTLE_PREMIUM_PER_MINUTE,
      unlimited: undefined,
    };
    return isBootstrap ? undefined : limits[tier];
  }
}

const keyOf = ({ tenantId, keyId }: Identity): string => `key/${encodeURIComponent(tenantId)}/${keyId}`;
