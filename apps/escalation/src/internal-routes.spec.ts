import { InternalApi, type RunningService, ServiceRegistry, createService } from '@mesh/bootstrap';
import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { type TestDatabase, testDatabase, waitFor } from '@mesh/testing';
import { aHandover } from '../test/samples';
import { escalation } from './escalation.service';

const caller = { tenantId: 'acme', role: 'admin' as const, actorId: 'key-1', correlationId: 'c-1' };

describe('what escalation answers to the gateway', () => {
  let database: TestDatabase;
  let service: RunningService;
  const call = (method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) =>
    service.app.get(InternalApi, { strict: false }).call('escalation', { method, path, body, caller });

  beforeAll(async () => {
    database = await testDatabase([{ schema: 'escalation', migrations: escalation.migrations }]);
    const source = new ConfigSource({
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
    });
    service = await createService(escalation, { source, logger: Logger.silent(), registry: new ServiceRegistry() });
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  it('shows and replaces the queues of a tenant', async () => {
    const items = [{ name: 'all', isDefault: true, targets: { high: 5 } }];
    await call('PUT', '/internal/queues', { items });
    const { body } = await call('GET', '/internal/queues');
    expect(body).toMatchObject({ items });
  });

  it('writes a package without storing or sending anything', async () => {
    const answer = await call('POST', '/internal/agents/execute', { input: aHandover() });
    expect(answer).toMatchObject({ status: 200, body: { work: { actor: { id: 'escalation' } } } });
    expect(await database.query('SELECT id FROM escalation.outbox')).toEqual([]);
  });

  it('publishes again what it had published since a moment', async () => {
    await database.query(
      `INSERT INTO escalation.outbox (tenant_id, id, topic, key, type, headers, data, sent_at)
       VALUES ('acme', gen_random_uuid(), 'support.supervisor.commands.v1', 't-1', 'support.supervisor.wake.v1',
               '{"source": "test", "time": "2026-01-01T00:00:00Z", "correlationId": "c-1"}', '{"ticketId": "t-1"}', now())`,
    );
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const answer = await call('POST', '/internal/outbox/resend', { since });
    expect(answer).toMatchObject({ status: 202, body: { since, status: 'started' } });
    const again = () => database.query('SELECT id FROM escalation.outbox WHERE resent_at IS NOT NULL');
    expect(await waitFor('the message to be opened again', async () => (await again()).length === 1)).toBe(true);
  });

  it('refuses queues that lead nowhere, with the reason', async () => {
    const items = [{ name: 'all', isDefault: true, escalatesTo: 'nowhere' }];
    await expect(call('PUT', '/internal/queues', { items })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      extra: { errors: [{ path: 'items.0.escalatesTo' }] },
    });
  });
});
