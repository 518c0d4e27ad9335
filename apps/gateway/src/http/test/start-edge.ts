import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Public, ServiceRegistry, createService, defineService } from '@mesh/bootstrap';
import { ConfigSource } from '@mesh/config';
import type { ServiceName } from '@mesh/contracts';
import { MessagingModule, messagingMigrations } from '@mesh/messaging';
import { Logger, Metrics } from '@mesh/observability';
import { testDatabase } from '@mesh/testing';
import { gatewayMigrations } from '../../../migrations';
import { CurrentPrincipal, type Principal, Roles } from '../../identity';
import { EdgeModule } from '../edge.module';

const ANYTHING = { schema: { type: 'object' } } as const;

@Controller('v1/trial')
class TrialController {
  @Get('approver')
  @ApiOkResponse(ANYTHING)
  @Roles('approver')
  approver(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Get('submitter')
  @ApiOkResponse(ANYTHING)
  @Roles('submitter')
  submitter(): object {
    return {};
  }

  @Get('everybody')
  @ApiOkResponse(ANYTHING)
  @Public()
  everybody(): object {
    return {};
  }

  /** Its author forgot to say who may enter. */
  @Get('forgotten')
  forgotten(): object {
    return { secret: true };
  }
}

@Module({ imports: [MessagingModule.forService('gateway'), EdgeModule], controllers: [TrialController] })
class TrialGatewayModule {}

const migrations = [...messagingMigrations('gateway'), ...gatewayMigrations];
const trialGateway = defineService({ name: 'gateway', module: TrialGatewayModule, migrations });

export const ADMIN_KEY = 'an-admin-key-only-for-these-tests';

/** A request that reached another service. */
export interface SeenRequest {
  readonly service: ServiceName;
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/** The outer side of the gateway on a database of its own, with other services that a test can play. */
export async function startEdge(environment: Record<string, string> = {}, definition = trialGateway) {
  const database = await testDatabase([{ schema: 'gateway', migrations: definition.migrations }]);
  const source = new ConfigSource({
    MESH_ENVIRONMENT: 'testing',
    DATABASE_API_URL: database.urls.api,
    DATABASE_WORKER_URL: database.urls.worker,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'mesh-edge-')),
    MESH_ADMIN_KEY: ADMIN_KEY,
    PORT: '0',
    MANAGEMENT_PORT: '0',
    ...environment,
  });
  const registry = new ServiceRegistry();
  const service = await createService(definition, { source, registry, logger: Logger.silent() });
  const listening = await service.listen();
  const urlOf = (surface: string) => `http://127.0.0.1:${listening.find((one) => one.surface === surface)?.port ?? 0}`;
  return {
    service,
    database,
    registry,
    api: urlOf('api'),
    management: urlOf('management'),
    ask: asker(urlOf('api')),
    stop: async () => {
      await service.stop();
      await database.drop();
    },
  };
}
export type Edge = Awaited<ReturnType<typeof startEdge>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

const asker =
  (base: string) =>
  async (method: string, path: string, options: { key?: string; body?: unknown } = {}): Promise<Answer> => {
    const { key = ADMIN_KEY, body } = options;
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { ...(key && { authorization: `Bearer ${key}` }), ...(body !== undefined && JSON_BODY) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
  };

const JSON_BODY = { 'content-type': 'application/json' };

/** Another service that answers everything in one way and remembers what it was asked. */
export function playService(
  registry: ServiceRegistry,
  name: ServiceName,
  answer: { status: number; body: unknown; contentType?: string },
): SeenRequest[] {
  const seen: SeenRequest[] = [];
  registry.add({
    name,
    metrics: new Metrics(name, { withProcess: false }),
    unhealthy: () => Promise.resolve([]),
    ailments: () => ({}),
    handler: (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString();
        seen.push({ service: name, method: request.method ?? '', url: request.url ?? '', body });
        response.statusCode = answer.status;
        response.setHeader('content-type', answer.contentType ?? 'application/json');
        response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      });
    },
  });
  return seen;
}

/** Lets every service but the gateway be away. */
export function dismissServices(registry: ServiceRegistry): void {
  for (const service of registry.all()) if (service.name !== 'gateway') registry.remove(service);
}
