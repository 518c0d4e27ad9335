import { ProblemException } from '@mesh/bootstrap';
import { Instant, SERVICES, type ServiceName } from '@mesh/contracts';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PassThrough } from '../http/pass-through';
import { CurrentPrincipal, type Principal, May } from '../identity';

const PATH = '/internal/external-services';

const Watched = z.object({
  kind: z.enum(['model', 'vector_store', 'tool_server', 'mail', 'notification_webhook', 'chat', 'webhook']),
  name: z.string(),
  /** `left_alone`: its breaker is open, or it was disabled; `unknown`: it was not called yet. */
  state: z.enum(['ok', 'failing', 'left_alone', 'unknown']),
  breaker: z.enum(['closed', 'open', 'half_open']).optional(),
  lastSuccessAt: Instant.optional(),
  lastFailureAt: Instant.optional(),
  /** The code of the last failure. */
  lastError: z.string().optional(),
  /** Of the last call that succeeded. */
  latencyMs: z.number().int().optional(),
});
const Owned = z.object({ items: z.array(Watched) });

class ExternalServiceList extends createZodDto(
  z.object({
    /** As seen by the replica of the service that answered. */
    items: z.array(Watched.extend({ service: z.enum(SERVICES) })),
    /** Services that could not be asked. */
    unavailable: z.array(z.enum(SERVICES)),
  }),
) {}

/** The servers of others that the mesh calls for this tenant: models, memory, tools, mail and webhooks. */
@ApiTags('External services')
@ApiBearerAuth()
@Controller('v1/external-services')
export class ExternalServicesController {
  constructor(@Inject(PassThrough) private readonly passThrough: PassThrough) {}

  @Get()
  @May('readExternalServices')
  @ApiOkResponse({ type: ExternalServiceList })
  async list(@CurrentPrincipal() principal: Principal): Promise<ExternalServiceList> {
    const answers = await Promise.all(SERVICES.map((service) => this.ask(principal, service)));
    return {
      items: answers.flatMap(({ service, found }) => (found?.items ?? []).map((item) => ({ ...item, service }))),
      unavailable: answers.filter(({ found }) => !found).map(({ service }) => service),
    };
  }

  private async ask(principal: Principal, service: ServiceName) {
    try {
      const { body } = await this.passThrough.ask(principal, service, { method: 'GET', path: PATH, timeoutMs: 3_000 });
      return { service, found: Owned.parse(body) };
    } catch (error) {
      if (error instanceof ProblemException && error.getStatus() >= 500) return { service, found: undefined };
      throw error;
    }
  }
}
