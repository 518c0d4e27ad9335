import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../http/public.decorator';
import { ServiceRegistry } from '../service/service-registry';
import { eventLoopAilments, livenessReport } from './liveness';
import { mergeExpositions } from './merge-expositions';
import { Readiness } from './readiness';

/** For orchestrators and Prometheus; speaks for every service of the process. */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(ServiceRegistry) private readonly services: ServiceRegistry,
  ) {}

  /** That the process gets on with its work; never asks a dependency. */
  @Get('health/live')
  live(@Res({ passthrough: true }) response: Response): object {
    const known = this.services.all().map((service) => [service.name, service.ailments()] as const);
    const report = livenessReport(eventLoopAilments(), Object.fromEntries(known));
    response.status(report.status === 'ok' ? 200 : 503).setHeader('cache-control', 'no-store');
    return report;
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    const [own, services] = await Promise.all([this.readiness.check(), this.states()]);
    const ready = own.status === 'ok' && Object.values(services).every((state) => state === 'ready');
    response.status(ready ? 200 : 503).setHeader('cache-control', 'no-store');
    return { status: ready ? 'ok' : 'error', details: own.details, services };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(): Promise<string> {
    return mergeExpositions(await Promise.all(this.services.all().map((service) => service.metrics.render())));
  }

  private async states(): Promise<Record<string, string>> {
    const states = this.services.all().map(async (service) => {
      const unhealthy = await service.unhealthy();
      return [service.name, unhealthy.length === 0 ? 'ready' : `not ready: ${unhealthy.join(', ')}`];
    });
    return Object.fromEntries((await Promise.all(states)) as [string, string][]);
  }
}
