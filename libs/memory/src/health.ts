import { codeOf } from '@mesh/kernel';

/** How a tier is. `degraded` means: away, and the mesh goes on without it. */
export interface TierHealth {
  readonly tier: Tier;
  readonly status: 'up' | 'degraded';
  /** Why it is degraded: a stable code. */
  readonly code?: string;
  /** Numbers that explain it: sizes, hits. */
  readonly details: Readonly<Record<string, number>>;
}

export type Tier = 'state' | 'session' | 'long_term';

export const degradedTier = (tier: Tier, error: unknown): TierHealth => ({
  tier,
  status: 'degraded',
  code: codeOf(error),
  details: {},
});
