import {
  FEATURE_FLAGS,
  FLAG_NAMES,
  FeatureFlagsConfig,
  type FeatureFlagsSettings,
  type FlagValues,
  configuredFlags,
} from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { AdminActs, type Principal } from '../identity';
import type { Flag } from './feature-flags.requests';
import { readOverrides, writeOverrides } from './pg-feature-flags';

/** The flags as they hold for a tenant, straight from the table. */
@Injectable()
export class ManageFlags {
  private readonly configured: FlagValues;

  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(AdminActs) private readonly acts: AdminActs,
    @Inject(FeatureFlagsConfig.token) settings: FeatureFlagsSettings,
  ) {
    this.configured = configuredFlags(settings);
  }

  async list(tenantId: string): Promise<Flag[]> {
    const overrides = await this.database.inTenant(tenantId, (sql) => readOverrides({ tenantId, sql }));
    return FLAG_NAMES.map((name) => this.flagOf(name, overrides));
  }

  replace(principal: Principal, overrides: FlagValues): Promise<Flag[]> {
    return this.acts.perform({ principal, action: 'feature_flags.changed' }, async (at) => {
      await writeOverrides(at, overrides, principal.actorId);
      const details = { overrides: wordsOf(overrides) };
      return { result: FLAG_NAMES.map((name) => this.flagOf(name, overrides)), subject: 'feature-flags', details };
    });
  }

  private flagOf(name: (typeof FLAG_NAMES)[number], overrides: FlagValues): Flag {
    const { meaning, owner, default: fallback } = FEATURE_FLAGS[name];
    const [override, configured] = [overrides[name], this.configured[name]];
    return { name, meaning, owner, default: fallback, configured, override, on: override ?? configured ?? fallback };
  }
}

const wordsOf = (values: FlagValues): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value ? 'on' : 'off'}`)
    .join();
