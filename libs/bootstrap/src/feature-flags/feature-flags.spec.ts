import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigSource } from '@mesh/config';
import { FeatureFlags } from './feature-flags';
import { FeatureFlagsConfig } from './feature-flags.config';
import { FEATURE_FLAGS, FLAG_NAMES, type FlagValues } from './flag-registry';
import { FlagSource } from './flag-source.port';
import { TenantFlags } from './tenant-flags';

class Decisions extends FlagSource {
  readonly made = new Map<string, FlagValues>();
  asked = 0;
  isAway = false;

  overridesOf(tenantId: string): Promise<FlagValues> {
    this.asked += 1;
    return this.isAway ? Promise.reject(new Error('away')) : Promise.resolve(this.made.get(tenantId) ?? {});
  }
}

describe('a feature flag', () => {
  let decisions: Decisions;
  beforeEach(() => {
    decisions = new Decisions();
  });
  const flagsWith = (configured = '', refreshMs = '10') => {
    const source = new ConfigSource({ FEATURE_FLAGS: configured, FEATURE_FLAGS_REFRESH_MS: refreshMs });
    return new FeatureFlags(decisions, source.read(FeatureFlagsConfig));
  };

  it('is as the tenant decided, else as configured for all, else as by default', async () => {
    decisions.made.set('acme', { 'webhook-delivery': true, 'past-answers': false });
    const flags = flagsWith('webhook-delivery=off,model-searches=off');
    const of = (tenantId: string) => Promise.all(FLAG_NAMES.map((name) => flags.isOn(name, tenantId)));
    expect(FLAG_NAMES).toEqual(['draft-streaming', 'webhook-delivery', 'model-searches', 'past-answers']);
    expect(await of('acme')).toEqual([true, true, false, false]);
    expect(await of('other')).toEqual([true, false, false, true]);
    flags.onModuleDestroy();
  });

  it('is known in each service of a process by itself', async () => {
    const [one, two] = [flagsWith('past-answers=off'), flagsWith()];
    expect(await Promise.all([one, two].map((flags) => flags.isOn('past-answers', 'acme')))).toEqual([false, true]);
    one.onModuleDestroy();
    expect(await two.isOn('past-answers', 'acme')).toBe(true);
    two.onModuleDestroy();
  });

  it.each(['unknown=on', 'past-answers', 'past-answers=yes', 'past-answers=on;model-searches=on'])(
    'cannot be configured as %s',
    (text) => {
      expect(() => flagsWith(text)).toThrow(/FEATURE_FLAGS: is not valid/);
    },
  );

  it('is asked for somewhere by the service that it is of, or it would be a switch without a lamp', () => {
    const root = path.resolve(__dirname, '../../../..');
    const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'apps'], {
      cwd: root,
      encoding: 'utf8',
    })
      .split('\n')
      .filter((file) => file.endsWith('.ts') && !/spec\.ts$|\/test\//.test(file));
    const askers = (name: string) =>
      sources.filter((file) => readFileSync(path.join(root, file), 'utf8').includes(`isOn('${name}'`));
    for (const [name, { owner }] of Object.entries(FEATURE_FLAGS)) {
      expect([name, askers(name).some((file) => file.startsWith(`apps/${owner}/`))]).toEqual([name, true]);
    }
  });
});

describe('the decisions of tenants', () => {
  let decisions: Decisions;
  let now = 0;
  let flags: TenantFlags;
  beforeEach(() => {
    decisions = new Decisions();
    now = 0;
    flags = new TenantFlags(decisions, 1_000, () => now);
  });

  it('are asked for again when they are old, once for all who wait', async () => {
    await Promise.all([flags.of('acme'), flags.of('acme'), flags.of('other')]);
    decisions.made.set('acme', { 'past-answers': false });
    now = 999;
    expect(await flags.of('acme')).toEqual({});
    expect(decisions.asked).toBe(2);
    now = 1_000;
    expect(await flags.of('acme')).toEqual({ 'past-answers': false });
  });

  it('stay as they were last while nobody can be asked, who is asked again later', async () => {
    decisions.made.set('acme', { 'past-answers': false });
    await flags.of('acme');
    decisions.isAway = true;
    now = 1_000;
    expect(await flags.of('acme')).toEqual({ 'past-answers': false });
    expect(await flags.of('stranger')).toEqual({});
    decisions.isAway = false;
    decisions.made.set('acme', {});
    expect(await flags.of('acme')).toEqual({ 'past-answers': false });
    now = 2_000;
    expect(await flags.of('acme')).toEqual({});
  });
});
