import { PublishDocument } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import { ApiDatabase, WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { BacklogSampler } from '../backlog-sampler';
import { MessagingMetrics } from '../messaging-metrics';
import { messagingMigrations } from '../migrations/messaging-migrations';
import { OutboxPressure } from './outbox-pressure';
import { PgTransactionalOutbox } from './pg-transactional-outbox';

const LIMIT = 20;

describe('the pressure on an outbox while the brokers are away', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  let api: ApiDatabase;
  let now: number;
  let pressure: OutboxPressure;

  beforeEach(async () => {
    database = await testDatabase([{ schema: 'gateway', migrations: messagingMigrations('gateway') }]);
    worker = await WorkerDatabase.open(database.urls.worker, 2, 'test');
    api = await ApiDatabase.open(database.urls.api, 2, 'test');
    now = 0;
    pressure = new OutboxPressure(worker, 'gateway', LIMIT, () => now);
  });
  afterEach(async () => {
    await api.close();
    await worker.close();
    await database.drop();
  });

  const accept = (count: number) =>
    new PgTransactionalOutbox(api, 'gateway', () => undefined).run(
      { tenantId: 'default', correlationId: newId() },
      (tx) => {
        for (let n = 0; n < count; n += 1) tx.send(PublishDocument.draft('doc-1', { documentId: 'doc-1', version: 1 }));
        return Promise.resolve();
      },
    );
  const later = () => {
    now += 1_001;
    return pressure.check();
  };

  it('F15: is full from the limit on, and no longer when the relay has caught up', async () => {
    expect(await pressure.check()).toEqual({ pending: 0, oldestMs: 0, full: false });
    await accept(LIMIT - 1);
    expect(await later()).toMatchObject({ pending: LIMIT - 1, full: false });
    await accept(5);
    expect(await later()).toMatchObject({ pending: LIMIT, full: true, oldestMs: expect.any(Number) });
    await database.query('UPDATE gateway.outbox SET sent_at = now()');
    expect(await later()).toEqual({ pending: 0, oldestMs: 0, full: false });
  });

  it('is asked of the database once a second at most, however many ask', async () => {
    await accept(3);
    const [first, second] = await Promise.all([pressure.check(), pressure.check()]);
    expect(second).toBe(first);
    await accept(3);
    expect(await pressure.check()).toMatchObject({ pending: 3 });
    expect(await later()).toMatchObject({ pending: 6 });
  });

  it('tells how old the oldest is, counted from when it was opened again', async () => {
    await accept(2);
    await database.query(`UPDATE gateway.outbox SET created_at = now() - interval '1 hour'`);
    expect((await pressure.check()).oldestMs).toBeGreaterThanOrEqual(3_600_000);
    await database.query('UPDATE gateway.outbox SET resent_at = now()');
    expect((await later()).oldestMs).toBeLessThan(60_000);
  });

  it('is shown as gauges', async () => {
    await accept(4);
    const metrics = new Metrics('gateway', { withProcess: false });
    const sampler = new BacklogSampler({
      database: worker,
      service: 'gateway',
      pressure,
      metrics: new MessagingMetrics(metrics),
      logger: Logger.silent(),
      inFlight: () => 7,
    });
    await sampler.sample();
    const shown = await metrics.render();
    expect(shown).toContain(`${METRICS.outboxPending}{service="gateway"} 4`);
    expect(shown).toContain(`${METRICS.inboxInFlight}{service="gateway"} 7`);
    expect(shown).toContain(`${METRICS.inboxOpen}{service="gateway"} 0`);
  });
});
