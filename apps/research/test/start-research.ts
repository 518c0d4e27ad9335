import {
  InProcessInternalApi,
  type InternalRequest,
  InternalTokens,
  ServiceRegistry,
  createService,
} from '@mesh/bootstrap';
import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { research } from '../src/research.service';
import { caller } from './samples';

const SECRET = 'a-secret-only-for-these-tests';

export const researchDatabase = (): Promise<TestDatabase> =>
  testDatabase([{ schema: research.name, migrations: research.migrations }]);

/** The service as the gateway sees it: its internal routes, called in process. */
export async function startResearch(database: TestDatabase, environment: Record<string, string> = {}) {
  const source = new ConfigSource({
    MESH_ENVIRONMENT: 'testing',
    DATABASE_API_URL: database.urls.api,
    DATABASE_WORKER_URL: database.urls.worker,
    INTERNAL_TOKEN_SECRET: SECRET,
    ...environment,
  });
  const registry = new ServiceRegistry();
  const service = await createService(research, { source, logger: Logger.silent(), registry });
  const api = new InProcessInternalApi(registry, new InternalTokens(SECRET), Logger.silent());
  return {
    service,
    call: async (
      method: InternalRequest['method'],
      path: string,
      body?: unknown,
      who = caller(),
    ): Promise<{ status: number; body: unknown }> => {
      const { status, body: answer } = await api.call('research', { method, path, body, caller: who });
      return { status, body: answer };
    },
  };
}
