import {
  type EvaluationContext,
  type JsonValue,
  type Provider,
  type ResolutionDetails,
  StandardResolutionReasons,
  TypeMismatchError,
} from '@openfeature/server-sdk';
import { type FlagValues, isFlagName } from './flag-registry';
import type { TenantFlags } from './tenant-flags';

/** The provider behind OpenFeature: the decision of the tenant (the targeting key), else the configuration, else the default. */
export class TenantFlagProvider implements Provider {
  readonly metadata = { name: 'support-mesh' };
  readonly runsOn = 'server';

  constructor(
    private readonly tenants: TenantFlags,
    private readonly configured: FlagValues,
  ) {}

  async resolveBooleanEvaluation(
    flag: string,
    fallback: boolean,
    { targetingKey = '' }: EvaluationContext,
  ): Promise<ResolutionDetails<boolean>> {
    if (!isFlagName(flag)) return { value: fallback, reason: StandardResolutionReasons.DEFAULT };
    const decided = (await this.tenants.of(targetingKey))[flag];
    if (decided !== undefined) return { value: decided, reason: StandardResolutionReasons.TARGETING_MATCH };
    const configured = this.configured[flag];
    if (configured !== undefined) return { value: configured, reason: StandardResolutionReasons.STATIC };
    return { value: fallback, reason: StandardResolutionReasons.DEFAULT };
  }

  resolveStringEvaluation(): Promise<ResolutionDetails<string>> {
    return Promise.reject(onlySwitches());
  }

  resolveNumberEvaluation(): Promise<ResolutionDetails<number>> {
    return Promise.reject(onlySwitches());
  }

  resolveObjectEvaluation<T extends JsonValue>(): Promise<ResolutionDetails<T>> {
    return Promise.reject(onlySwitches());
  }
}

const onlySwitches = (): TypeMismatchError => new TypeMismatchError('flags of the mesh are switches');
