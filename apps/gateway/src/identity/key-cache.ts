import { Inject, Injectable } from '@nestjs/common';
import { type ConfigOf } from '@mesh/config';
import { Clock } from '@mesh/kernel';
import { ApiKeyStore, type KnownKey } from './api-key-store';
import { IdentityConfig } from './identity.config';

const MOST_KEYS = 10_000;

/** Remembers valid keys for a few seconds, so that a request does not cost a look-up; a revocation holds after that. */
@Injectable()
export class KeyCache {
  private readonly known = new Map<string, { readonly key: KnownKey; readonly since: number }>();

  constructor(
    @Inject(ApiKeyStore) private readonly store: ApiKeyStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(IdentityConfig.token) private readonly config: ConfigOf<typeof IdentityConfig>,
  ) {}

  /**
   * @param fits a remembered key that does not is looked up again: another replica may have given it a new secret
   */
  async find(keyId: string, fits: (key: KnownKey) => boolean): Promise<KnownKey | undefined> {
    const now = this.clock.now().getTime();
    const cached = this.known.get(keyId);
    // A clock that was set back must not prolong the life of a revoked key.
    const age = now - (cached?.since ?? now);
    const isFresh = age >= 0 && age < this.config.API_KEY_CACHE_MS;
    if (cached !== undefined && isFresh && fits(cached.key)) return cached.key;
    this.known.delete(keyId);
    const key = await this.store.find(keyId);
    if (key !== undefined) this.remember(key, now);
    return key;
  }

  forget(keyId: string): void {
    this.known.delete(keyId);
  }

  private remember(key: KnownKey, since: number): void {
    const oldest = this.known.size >= MOST_KEYS ? this.known.keys().next().value : undefined;
    if (oldest !== undefined) this.known.delete(oldest);
    this.known.set(key.keyId, { key, since });
  }
}
