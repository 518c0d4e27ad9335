import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceRegistry, createService } from '@mesh/bootstrap';
import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { gateway } from '../src/gateway.service';

export const ADMIN_KEY = 'an-admin-key-only-for-these-tests';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** The whole gateway over HTTP, on a database of its own unless it is a replica; the other services are away. */
export async function startGateway(environment: Record<string, string> = {}, shared?: TestDatabase) {
  const database = shared ?? (await testDatabase([{ schema: 'gateway', migrations: gateway.migrations }]));
  const source = new ConfigSource({
    MESH_ENVIRONMENT: 'testing',
    DATABASE_API_URL: database.urls.api,
    DATABASE_WORKER_URL: database.urls.worker,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'mesh-gateway-')),
    MESH_ADMIN_KEY: ADMIN_KEY,
    PORT: '0',
    MANAGEMENT_PORT: '0',
    INBOX_POLL_MS: '50',
    ...environment,
  });
  const service = await createService(gateway, { source, registry: new ServiceRegistry(), logger: Logger.silent() });
  const listening = await service.listen();
  const base = `http://127.0.0.1:${listening.find(({ surface }) => surface === 'api')?.port ?? 0}`;
  return {
    base,
    service,
    database,
    ask: asker(base),
    stop: async () => {
      await service.stop();
      if (!shared) await database.drop();
    },
  };
}
export type Gateway = Awaited<ReturnType<typeof startGateway>>;

/** Asks an API over HTTP, with its admin's key unless the headers say otherwise. */
export const asker =
  (base: string, key = ADMIN_KEY) =>
  async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<HttpAnswer> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? {} : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed as Record<string, unknown> };
  };
