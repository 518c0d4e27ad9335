import { InternalApi, type RunningService, ServiceRegistry, createService } from '@mesh/bootstrap';
import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { aTask } from '../test/samples';
import { triage } from './triage.service';

const caller = { tenantId: 'acme', role: 'admin' as const, actorId: 'key-1', correlationId: 'c-1' };

describe('what triage answers to the gateway', () => {
  let database: TestDatabase;
  let service: RunningService;
  const call = (path: string, body: unknown) =>
    service.app.get(InternalApi, { strict: false }).call('triage', { method: 'POST', path, body, caller });

  beforeAll(async () => {
    database = await testDatabase([{ schema: 'triage', migrations: triage.migrations }]);
    const source = new ConfigSource({
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
    });
    service = await createService(triage, { source, logger: Logger.silent(), registry: new ServiceRegistry() });
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  it('trains the categories of a tenant and classifies by them', async () => {
    const rows = [
      ...['the roof leaks', 'rain drips from the roof', 'water comes through the roof'].map((text) => ({
        text,
        label: 'roof',
      })),
      ...['the engine stalls', 'my engine is smoking', 'engine will not start'].map((text) => ({
        text,
        label: 'engine',
      })),
    ];
    const trained = await call('/internal/categories/training', { rows });
    expect(trained.body).toMatchObject({
      version: 1,
      labels: ['engine', 'roof'],
      rows: 6,
      learntPersonRequests: false,
    });
    const { conversation } = aTask('Rain drips from my roof.');
    const answer = await call('/internal/agents/execute', { input: { conversation, categories: ['roof', 'engine'] } });
    expect(answer).toMatchObject({
      status: 200,
      body: { result: { category: 'roof' }, work: { actor: { id: 'triage' } } },
    });
  });

  it('names the rows that cannot be learnt from', async () => {
    const rows = [
      { text: 'rain', label: 'roof' },
      { text: '', label: 'engine' },
      { text: 'smoke', label: 'The Engine' },
    ];
    await expect(call('/internal/categories/training', { rows })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      extra: { errors: [{ path: 'rows.1.text' }, { path: 'rows.2.label' }] },
    });
  });

  it.each([
    ['/internal/categories/training', { rows: [{ text: 'a', label: 'one' }] }],
    [
      '/internal/categories/training',
      {
        rows: [
          { text: 'a', label: 'one' },
          { text: 'b', label: 'Not A Name' },
        ],
      },
    ],
    [
      '/internal/categories/training',
      {
        rows: [
          { text: 'a', label: 'one' },
          { text: 'b', label: 'one' },
        ],
      },
    ],
    ['/internal/agents/execute', { input: { categories: [] } }],
  ])('refuses what is not valid, with the reason (%s, %j)', async (path, body) => {
    await expect(call(path, body)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });
});
