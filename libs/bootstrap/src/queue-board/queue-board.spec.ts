import { Module } from '@nestjs/common';
import { ConfigSource } from '@mesh/config';
import { JobQueue, JobsModule, defineJob, jobsMigration } from '@mesh/jobs';
import { MessagingModule, messagingMigrations } from '@mesh/messaging';
import { Logger } from '@mesh/observability';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { z } from 'zod';
import { createService } from '../service/create-service';
import type { RunningService } from '../service/running-service';
import { defineService } from '../service/service-definition';
import { ServiceRegistry } from '../service/service-registry';
import { markSurface } from '../http/surface';
import { createServer } from 'node:http';

@Module({ imports: [MessagingModule.forService('triage'), JobsModule.forService('triage')] })
class WorkingModule {}

const working = defineService({
  name: 'triage',
  module: WorkingModule,
  migrations: [...messagingMigrations('triage'), jobsMigration('triage')],
});
const Sweep = defineJob('sweep', z.object({}), { queue: 'maintenance' });

describe('the background work of a service without Redis', () => {
  let database: TestDatabase;
  let service: RunningService;
  let url: string;
  beforeAll(async () => {
    database = await testDatabase([{ schema: 'triage', migrations: working.migrations }]);
    const source = new ConfigSource({
      MESH_ENVIRONMENT: 'testing',
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
      INTERNAL_TOKEN_SECRET: 'a-secret-only-for-these-tests',
      MANAGEMENT_PORT: '0',
    });
    service = await createService(working, { source, logger: Logger.silent(), registry: new ServiceRegistry() });
    url = `http://127.0.0.1:${(await service.listen())[0]?.port ?? 0}`;
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  it('is shown as figures per service on the management listener', async () => {
    const queue = service.app.get(JobQueue, { strict: false });
    await queue.add(Sweep, { tenantId: 'default', payload: {} });
    const response = await fetch(`${url}/queues`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      triage: [expect.objectContaining({ name: 'sweep', queue: 'maintenance', waiting: 1 })],
    });
  });

  it.each([
    ['a path below it', 'GET', '/queues/api/queues'],
    ['a change', 'POST', '/queues'],
  ])('answers %s with not found', async (_what, method, path) => {
    expect((await fetch(`${url}${path}`, { method })).status).toBe(404);
  });

  it.each(['/queues', '/QUEUES/', '/queues/static/js/main.js'])('does not exist on the API port: %s', async (path) => {
    const api = createServer((request, response) => {
      markSurface(request, 'api');
      service.handler(request, response);
    }).listen(0);
    const { port } = api.address() as { port: number };
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    expect(response.status).toBe(404);
    api.close();
    api.closeAllConnections();
  });
});
