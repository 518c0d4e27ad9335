import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { testDatabase } from '@mesh/testing';
import { createService } from '../src/service/create-service';
import { ServiceRegistry } from '../src/service/service-registry';
import { sampleService } from './sample-service';

/** Log lines as they were written. */
export class LogLines {
  readonly lines: Record<string, unknown>[] = [];

  write(line: string): void {
    this.lines.push(JSON.parse(line) as Record<string, unknown>);
  }
}

/** The sample service on a database of its own, listening on a free port. */
export async function startSample(environment: Record<string, string> = {}) {
  const database = await testDatabase([{ schema: sampleService.name, migrations: sampleService.migrations }]);
  const source = new ConfigSource({
    MESH_ENVIRONMENT: 'testing',
    DATABASE_API_URL: database.urls.api,
    DATABASE_WORKER_URL: database.urls.worker,
    INTERNAL_TOKEN_SECRET: 'a-secret-only-for-these-tests',
    MANAGEMENT_PORT: '0',
    ...environment,
  });
  const log = new LogLines();
  const logger = Logger.create({ service: sampleService.name, level: 'info', destination: log });
  const registry = new ServiceRegistry();
  const service = await createService(sampleService, { source, logger, registry });
  const [management] = await service.listen();
  return {
    service,
    registry,
    log,
    url: `http://127.0.0.1:${management?.port ?? 0}`,
    stop: async () => {
      await service.stop();
      await database.drop();
    },
  };
}
export type Sample = Awaited<ReturnType<typeof startSample>>;
