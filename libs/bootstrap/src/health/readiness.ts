import { Inject, Injectable, ServiceUnavailableException } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { HealthCheckService, type HealthCheckResult, HealthIndicatorService } from '@nestjs/terminus';
import { RetryableError, codeOf } from '@mesh/kernel';
import { ServiceIdentity } from '../service/service-identity';
import { type HealthContributor, isHealthContributor } from './health-contributor';

const PATIENCE_MS = 2_500;

/** Whether this service can do its work now: it runs, and every contributor is well. Codes only, nothing of the inside. */
@Injectable()
export class Readiness {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(ServiceIdentity) private readonly service: ServiceIdentity,
  ) {}

  async check(): Promise<HealthCheckResult> {
    try {
      return await this.health.check([
        () => this.checkPhase(),
        ...this.contributors().map((one) => () => this.ask(one)),
      ]);
    } catch (error) {
      if (error instanceof ServiceUnavailableException) return error.getResponse() as HealthCheckResult;
      throw error;
    }
  }

  /** Names of what is not well. */
  async unhealthy(): Promise<string[]> {
    return Object.keys((await this.check()).error ?? {});
  }

  private checkPhase() {
    const indicator = this.indicators.check('service');
    const { phase } = this.service;
    return phase === 'running' ? indicator.up({ phase }) : indicator.down({ phase });
  }

  private async ask(contributor: HealthContributor) {
    const indicator = this.indicators.check(contributor.healthName);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const tooLate = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new RetryableError('HEALTH_UNANSWERED', 'no answer in time')), {
        once: true,
      });
    });
    try {
      await Promise.race([contributor.checkHealth(), tooLate]);
      return indicator.up();
    } catch (error) {
      const code = codeOf(error);
      return contributor.degradesAlone?.() ? indicator.up({ degraded: code }) : indicator.down({ code });
    }
  }

  private contributors(): HealthContributor[] {
    const instances = this.discovery.getProviders().map((wrapper): unknown => wrapper.instance);
    return [...new Set(instances.filter(isHealthContributor))];
  }
}
