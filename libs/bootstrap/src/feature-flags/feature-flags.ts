import { newId } from '@mesh/kernel';
import { type Client, NOOP_PROVIDER, OpenFeature } from '@openfeature/server-sdk';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { FeatureFlagsConfig, type FeatureFlagsSettings, configuredFlags } from './feature-flags.config';
import { FEATURE_FLAGS, type FlagName } from './flag-registry';
import { FlagSource } from './flag-source.port';
import { TenantFlagProvider } from './tenant-flag-provider';
import { TenantFlags } from './tenant-flags';

/**
 * Whether a behaviour is switched on for a tenant: as the tenant decided, else as configured, else by default. Ask at each
 * use; a decision is known everywhere within FEATURE_FLAGS_REFRESH_MS. Never throws.
 */
@Injectable()
export class FeatureFlags implements OnModuleDestroy {
  /** Services of one process share OpenFeature's only registry. */
  private readonly domain = newId();
  private readonly client: Client;

  constructor(
    @Inject(FlagSource) source: FlagSource,
    @Inject(FeatureFlagsConfig.token) settings: FeatureFlagsSettings,
  ) {
    const tenants = new TenantFlags(source, settings.FEATURE_FLAGS_REFRESH_MS);
    OpenFeature.setProvider(this.domain, new TenantFlagProvider(tenants, configuredFlags(settings)));
    this.client = OpenFeature.getClient(this.domain);
  }

  isOn(flag: FlagName, tenantId: string): Promise<boolean> {
    return this.client.getBooleanValue(flag, FEATURE_FLAGS[flag].default, { targetingKey: tenantId });
  }

  onModuleDestroy(): void {
    OpenFeature.setProvider(this.domain, NOOP_PROVIDER);
  }
}
