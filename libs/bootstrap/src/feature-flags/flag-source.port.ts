import type { FlagValues } from './flag-registry';

/** Knows what tenants have decided otherwise. */
export abstract class FlagSource {
  /** @throws when it cannot be asked */
  abstract overridesOf(tenantId: string): Promise<FlagValues>;
}
