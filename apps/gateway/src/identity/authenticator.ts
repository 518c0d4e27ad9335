import { Inject, Injectable } from '@nestjs/common';
import { hashOfKey, keyIdOf, sameHash } from './api-key';
import { BOOTSTRAP_KEY_ID, BootstrapKey, DEFAULT_TENANT } from './bootstrap-key';
import { KeyCache } from './key-cache';
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
  ) {}

  /** Undefined for a token that nobody holds. @throws RetryableError `DATABASE_UNAVAILABLE` */
  async identify(token: string): Promise<Identity | undefined> {
    if (this.bootstrap.matches(token)) return BOOTSTRAP;
    const keyId = keyIdOf(token);
    const key = keyId === undefined ? undefined : await this.keys.find(keyId);
    if (key === undefined || !sameHash(key.hash, hashOfKey(token))) return undefined;
    const { tenantId, role, tier } = key;
    return { tenantId, role, tier, keyId: key.keyId, actorId: `key:${key.keyId}`, isBootstrap: false };
  }
}
