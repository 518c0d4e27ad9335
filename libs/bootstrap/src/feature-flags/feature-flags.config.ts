import { type ConfigOf, defineConfig, milliseconds } from '@mesh/config';
import { z } from 'zod';
import { FLAG_NAMES, type FlagValues, isFlagName } from './flag-registry';

const ONE = `(?:${FLAG_NAMES.join('|')})=(?:on|off)`;

export const FeatureFlagsConfig = defineConfig('feature-flags', {
  FEATURE_FLAGS: z
    .string()
    .regex(new RegExp(`^(?:${ONE}(?:,${ONE})*)?$`))
    .default('')
    .describe('`flag=on` or `flag=off`, separated by commas: what holds for tenants that have not decided otherwise'),
  FEATURE_FLAGS_REFRESH_MS: milliseconds()
    .min(10)
    .max(60_000)
    .default(2_000)
    .describe('How old the decisions of a tenant may be'),
});
export type FeatureFlagsSettings = ConfigOf<typeof FeatureFlagsConfig>;

/** What the configuration says of flags; those that it leaves out have their defaults. */
export const configuredFlags = ({ FEATURE_FLAGS }: Pick<FeatureFlagsSettings, 'FEATURE_FLAGS'>): FlagValues =>
  Object.fromEntries(
    FEATURE_FLAGS.split(',')
      .map((entry): [string, boolean] => [entry.split('=')[0] ?? '', entry.endsWith('=on')])
      .filter(([name]) => isFlagName(name)),
  );
