import { Clock } from '@mesh/kernel';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { hashOfKey, keyIdOf, sameHash } from './api-key';
import type { KnownKey } from './api-key-store';
import { BOOTSTRAP_KEY_ID, BootstrapKey, DEFAULT_TENANT } from './bootstrap-key';
import { JwtVerifier, looksLikeJwt } from './jwt/jwt-verifier';
import { KeyCache } from './key-cache';
import { KnownTenants } from './known-tenants';
import type { Principal } from './principal';

export type Identity = Omit<Principal, 'correlationId'>;

const BOOTSTRAP: Identity = {
  tenantId: DEFAULT_TENANT,
  role: 'admin',
  actorId: `key:${BOOTSTRAP_KEY_ID}`,
  keyId: BOOTSTRAP_KEY_ID,
  tier: 'premium',
  isBootstrap: true,
};

/** Finds out who a bearer token belongs to. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(BootstrapKey) private readonly bootstrap: BootstrapKey,
    @Inject(KeyCache) private readonly keys: KeyCache,
    @Inject(KnownTenants) private readonly tenants: KnownTenants,
    @Inject(Clock) private readonly clock: Clock,
    @Optional() @Inject(JwtVerifier) private readonly jwt?: JwtVerifier,
  ) {}

  /**
   * Undefined for a token that nobody holds.
   * @throws RetryableError `DATABASE_UNAVAILABLE`, `IDENTITY_PROVIDER_UNAVAILABLE`
   */
  async identify(token: string): Promise<Identity | undefined> {
    if (this.bootstrap.matches(token)) return BOOTSTRAP;
    return looksLikeJwt(token) ? this.person(token) : this.holderOfKey(token);
  }

  /** A user is counted as one caller, whatever token of theirs comes. */
  private async person(token: string): Promise<Identity | undefined> {
    const claimed = await this.jwt?.verify(token);
    if (claimed === undefined || !(await this.tenants.has(claimed.tenantId))) return undefined;
    const { subject, tenantId, role } = claimed;
    const actorId = `user:${subject}`;
    return { tenantId, role, tier: 'standard', keyId: actorId, actorId, isBootstrap: false };
  }

  private async holderOfKey(token: string): Promise<Identity | undefined> {
    const keyId = keyIdOf(token);
    if (keyId === undefined) return undefined;
    const hash = hashOfKey(token);
    const key = await this.keys.find(keyId, (known) => this.opens(known, hash));
    if (key === undefined || !this.opens(key, hash)) return undefined;
    const { tenantId, role, tier, scopes } = key;
    return { tenantId, role, tier, scopes, keyId, actorId: `key:${keyId}`, isBootstrap: false };
  }

  private opens({ hash, expiresAt, previousHash, previousUntil }: KnownKey, given: Buffer): boolean {
    const now = this.clock.now();
    if (expiresAt !== null && expiresAt <= now) return false;
    if (sameHash(hash, given)) return true;
    return previousHash !== null && previousUntil !== null && now < previousUntil && sameHash(previousHash, given);
  }
}
