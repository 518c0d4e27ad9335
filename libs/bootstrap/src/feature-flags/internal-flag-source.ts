import { newId } from '@mesh/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { z } from 'zod';
import { InternalApi } from '../internal/internal-api.port';
import { ServiceIdentity } from '../service/service-identity';
import type { FlagValues } from './flag-registry';
import { FlagSource } from './flag-source.port';

/** A ticket may wait for this, once in a while. */
const TIMEOUT_MS = 500;
const Answer = z.object({ overrides: z.record(z.string(), z.boolean()) });

/**
 * The gateway knows. What is needed to ask is looked up on use, so that a service's module also stands without the HTTP
 * side around it.
 */
@Injectable()
export class InternalFlagSource extends FlagSource {
  constructor(@Inject(ModuleRef) private readonly modules: ModuleRef) {
    super();
  }

  async overridesOf(tenantId: string): Promise<FlagValues> {
    const { name } = this.modules.get(ServiceIdentity, { strict: false });
    const caller = { tenantId, role: 'analyst', actorId: name, correlationId: newId() } as const;
    const { body } = await this.modules
      .get(InternalApi, { strict: false })
      .call('gateway', { method: 'GET', path: '/internal/feature-flags', caller, timeoutMs: TIMEOUT_MS });
    return Answer.parse(body).overrides;
  }
}
