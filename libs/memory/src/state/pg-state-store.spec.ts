import { WorkerDatabase } from '@mesh/persistence';
import { type TestDatabase, testDatabase } from '@mesh/testing';
import { stateStoreContract } from '../../test/state-store.contract';
import { stateMigration } from '../migrations/state-migration';
import { PgStateStore } from './pg-state-store';

describe('the state tier in Postgres', () => {
  let database: TestDatabase;
  let worker: WorkerDatabase;
  beforeAll(async () => {
    database = await testDatabase([{ schema: 'memory_test', migrations: [stateMigration('memory_test')] }]);
    worker = await WorkerDatabase.open(database.urls.worker, 8, 'memory-test');
  });
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });

  stateStoreContract(() => ({
    store: new PgStateStore('memory_test', worker),
    transaction: (tenantId, work) => worker.inTenant(tenantId, work),
  }));

  it('is degraded, with the reason, when its table cannot be read', async () => {
    const health = await new PgStateStore('no_such_schema', worker).health();
    expect(health).toMatchObject({ tier: 'state', status: 'degraded', code: 'UNEXPECTED' });
  });
});
