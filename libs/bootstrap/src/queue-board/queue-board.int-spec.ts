import { Module } from '@nestjs/common';
import { ConfigSource } from '@mesh/config';
import { JobQueue, JobsModule, defineJob, jobsMigration } from '@mesh/jobs';
import { newId } from '@mesh/kernel';
import { MessagingModule, Transport, messagingMigrations } from '@mesh/messaging';
import { Logger } from '@mesh/observability';
import { RecordingTransport, type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { createService } from '../service/create-service';
import type { RunningService } from '../service/running-service';
import { defineService } from '../service/service-definition';
import { ServiceRegistry } from '../service/service-registry';

@Module({ imports: [MessagingModule.forService('triage'), JobsModule.forService('triage')] })
class WorkingModule {}

const working = defineService({
  name: 'triage',
  module: WorkingModule,
  migrations: [...messagingMigrations('triage'), jobsMigration('triage')],
});
const Sweep = defineJob('sweep', z.object({}), { queue: 'maintenance' });

/** Nothing else of the distributed profile is needed here. */
const withoutBroker = async (environment: Record<string, string>) => {
  const source = new ConfigSource(environment);
  const service = await createService(working, {
    source,
    logger: Logger.silent(),
    registry: new ServiceRegistry(),
    build: async (root) => {
      const builder = Test.createTestingModule({ imports: [root] });
      const module = await builder.overrideProvider(Transport).useValue(new RecordingTransport()).compile();
      return module.createNestApplication<NestExpressApplication>({ bodyParser: false });
    },
  });
  return service;
};

describe('the queue board of a service on Redis', () => {
  let database: TestDatabase;
  let service: RunningService;
  let url: string;
  beforeAll(async () => {
    database = await testDatabase([{ schema: 'triage', migrations: working.migrations }]);
    service = await withoutBroker({
      MESH_ENVIRONMENT: 'testing',
      MESH_PROFILE: 'distributed',
      REDIS_URL: process.env['REDIS_URL'] ?? '',
      REDIS_KEY_PREFIX: `test-${newId()}`,
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
      INTERNAL_TOKEN_SECRET: 'a-secret-only-for-these-tests',
      MANAGEMENT_PORT: '0',
    });
    url = `http://127.0.0.1:${(await service.listen())[0]?.port ?? 0}`;
    const queue = service.app.get(JobQueue, { strict: false });
    await waitFor('redis to be reached', () =>
      queue.add(Sweep, { tenantId: 'acme', payload: {}, delayMs: 3_600_000 }).catch(() => undefined),
    );
  }, 60_000);
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  it('shows its page, whose parts come from nowhere else', async () => {
    const page = await fetch(`${url}/queues`);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('<base href="/queues/"');
    expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`);
    const script = /static\/js\/main\.[^"]+\.js/.exec(text)?.[0] ?? '';
    expect((await fetch(`${url}/queues/${script}`)).headers.get('content-type')).toContain('javascript');
  });

  it('lists queues and jobs', async () => {
    const response = await fetch(`${url}/queues/api/queues?activeQueue=triage.maintenance&status=delayed&page=1`);
    const { queues } = (await response.json()) as { queues: { name: string; readOnlyMode: boolean; jobs: object[] }[] };
    const maintenance = queues.find(({ name }) => name === 'triage.maintenance');
    expect(maintenance).toMatchObject({ readOnlyMode: true, counts: { delayed: 1 } });
    expect(maintenance?.jobs).toEqual([expect.objectContaining({ name: 'sweep' })]);
  });

  it('changes nothing unless it was opened for that', async () => {
    const put = (path: string) => fetch(`${url}/queues/api/queues/triage.maintenance/${path}`, { method: 'PUT' });
    expect([(await put('pause')).status, (await put('empty')).status]).toEqual([405, 405]);
    const status = await service.app.get(JobQueue, { strict: false }).status();
    expect(status).toMatchObject([{ name: 'sweep', queue: 'maintenance', delayed: 1 }]);
  });
});
