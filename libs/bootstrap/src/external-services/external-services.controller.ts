import { type ExternalService, callsExternalServices } from '@mesh/observability';
import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Caller } from '../internal/caller.decorator';
import type { InternalCaller } from '../internal/internal-caller';
import { InternalGuard } from '../internal/internal.guard';

/** The servers of others that this process calls, and how they are doing. */
@Controller('internal/external-services')
@UseGuards(InternalGuard)
export class ExternalServicesController {
  constructor(@Inject(DiscoveryService) private readonly discovery: DiscoveryService) {}

  @Get()
  async read(@Caller() { tenantId }: InternalCaller): Promise<{ items: readonly ExternalService[] }> {
    const providers = [...new Set(this.discovery.getProviders().map((wrapper): unknown => wrapper.instance))];
    const callers = providers.filter(callsExternalServices);
    const found = await Promise.all(callers.map(async (caller) => caller.externalServices(tenantId)));
    return { items: found.flat() };
  }
}
