import { InternalApi, type RunningService, ServiceRegistry, createService } from '@mesh/bootstrap';
import { ConfigSource } from '@mesh/config';
import { WorkerDatabase } from '@mesh/persistence';
import { Logger } from '@mesh/observability';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { CANARY, TICKET } from '../test/samples';
import { startTurn } from '../test/ticket-run';
import { readMessage } from './advance/read-message';
import { WorkflowStore } from './store/workflow-store.port';
import { supervisor } from './supervisor.service';
import { decide } from './workflow/decide/decide';
import { toJson, toMermaid } from './workflow/graph/draw-graph';
import { WORKFLOW } from './workflow/graph/workflow-graph';

const caller = { tenantId: 'acme', role: 'admin' as const, actorId: 'key-1', correlationId: 'c-1' };

describe('what the supervisor answers to the gateway', () => {
  let database: TestDatabase;
  let service: RunningService;
  const get = (path: string, query = {}, tenantId = caller.tenantId) =>
    service.app
      .get(InternalApi, { strict: false })
      .call('supervisor', { method: 'GET', path, query, caller: { ...caller, tenantId } });

  beforeAll(async () => {
    database = await testDatabase([{ schema: 'supervisor', migrations: supervisor.migrations }]);
    const source = new ConfigSource({
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
    });
    service = await createService(supervisor, { source, logger: Logger.silent(), registry: new ServiceRegistry() });
    const { input } = readMessage(startTurn(1, 'created'), { draft: undefined, policyVersion: 0 });
    const first = decide(undefined, input);
    const store = service.app.get(WorkflowStore, { strict: false });
    await service.app.get(WorkerDatabase, { strict: false }).inTenant('acme', async (sql) => {
      await store.save({ sql, tenantId: 'acme' }, 'start_turn', first);
      await store.save({ sql, tenantId: 'acme' }, 'start_turn', decide(first.state, input));
    });
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  it('shows the graph that runs, as data and as a drawing', async () => {
    expect((await get('/internal/workflow')).body).toEqual(JSON.parse(JSON.stringify(toJson(WORKFLOW))));
    const drawn = await get('/internal/workflow', { format: 'mermaid' });
    expect(drawn.contentType).toContain('text/plain');
    expect(drawn.body).toBe(toMermaid(WORKFLOW));
    await expect(get('/internal/workflow', { format: 'png' })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('shows every transition of a ticket, page by page, without a word of the customer', async () => {
    const path = `/internal/workflow/${TICKET}/history`;
    const { body } = await get(path);
    expect(body).toMatchObject({
      items: [
        { version: 1, ignored: null, state: { status: 'triaging' } },
        { version: 2, ignored: 'turn_known' },
      ],
      next: null,
    });
    expect(JSON.stringify(body)).not.toContain(CANARY);
    expect((await get(path, { limit: 1 })).body).toMatchObject({ items: [{ version: 1 }], next: 1 });
    expect((await get(path, { after: 1 })).body).toMatchObject({ items: [{ version: 2 }] });
  });

  it('knows no ticket of another tenant', async () => {
    await expect(get(`/internal/workflow/${TICKET}/history`, {}, 'other')).rejects.toMatchObject({
      code: 'WORKFLOW_NOT_FOUND',
    });
  });

  it('does not overwrite a transition that somebody else made meanwhile', async () => {
    const { input } = readMessage(startTurn(1, 'created'), { draft: undefined, policyVersion: 0 });
    const store = service.app.get(WorkflowStore, { strict: false });
    const late = service.app
      .get(WorkerDatabase, { strict: false })
      .inTenant('acme', (sql) => store.save({ sql, tenantId: 'acme' }, 'start_turn', decide(undefined, input)));
    await expect(late).rejects.toMatchObject({ code: 'WORKFLOW_CHANGED' });
  });
});
