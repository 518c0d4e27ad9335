import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningService, ServiceRegistry, createService } from '@mesh/bootstrap';
import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { ApiDatabase, type Database, WorkerDatabase } from '@mesh/persistence';
import { testDatabase } from '@mesh/testing';
import { SERVICES } from '../../src/services';
import { RemovedFilter } from './removed-filter';

const ADMIN_KEY = 'an-admin-key-only-for-these-tests';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** All seven services on one database, as several tenants use it. */
export async function startSharedMesh(environment: Record<string, string>) {
  const database = await testDatabase(SERVICES.map(({ name, migrations }) => ({ schema: name, migrations })));
  const source = new ConfigSource({
    MESH_ENVIRONMENT: 'testing',
    DATABASE_API_URL: database.urls.api,
    DATABASE_WORKER_URL: database.urls.worker,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'mesh-walls-')),
    MESH_ADMIN_KEY: ADMIN_KEY,
    PORT: '0',
    MANAGEMENT_PORT: '0',
    TURN_QUIET_MS: '0',
    THROTTLE_STANDARD_PER_MINUTE: '10000',
    ...environment,
  });
  const registry = new ServiceRegistry();
  const services = await Promise.all(
    SERVICES.map((service) => createService(service, { source, registry, logger: Logger.silent() })),
  );
  const [gateway] = services as [RunningService, ...RunningService[]];
  const api = (await gateway.listen()).find(({ surface }) => surface === 'api');
  const url = `http://127.0.0.1:${api?.port ?? 0}`;
  return {
    url,
    database,
    ask: asker(url),
    /** From now on no service asks for a tenant's rows by a condition. */
    removeFilter: (): RemovedFilter => {
      const filter = new RemovedFilter();
      for (const { app } of services) {
        for (const role of [ApiDatabase, WorkerDatabase]) filter.from(app.get<Database>(role, { strict: false }));
      }
      return filter;
    },
    stop: async () => {
      await gateway.stop();
      await Promise.all(services.map((service) => service.stop()));
      await database.drop();
    },
  };
}
export type SharedMesh = Awaited<ReturnType<typeof startSharedMesh>>;

const asker =
  (url: string) =>
  async (route: string, body?: unknown, key = ADMIN_KEY): Promise<Answer> => {
    const [method = '', path = ''] = route.split(' ');
    const headers = { authorization: `Bearer ${key}`, ...(body === undefined ? {} : JSON_BODY) };
    const stop = new AbortController();
    const response = await fetch(`${url}${path}`, {
      method: method.toUpperCase(),
      headers,
      signal: stop.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const isStream = /event-stream/.test(response.headers.get('content-type') ?? '');
    // A stream has no end: its status is enough.
    const text = isStream ? '' : await response.text();
    if (isStream) stop.abort();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, text, body: isJson && text ? (JSON.parse(text) as Answer['body']) : {} };
  };

const JSON_BODY = { 'content-type': 'application/json' };
