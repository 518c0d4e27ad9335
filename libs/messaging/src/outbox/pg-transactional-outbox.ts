import type { ServiceName } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import type { ApiDatabase } from '@mesh/persistence';
import { type Origin, TransactionalOutbox } from '../handling/transactional-outbox';
import type { WorkTransaction } from '../handling/work-transaction';
import { PendingEffects } from './pending-effects';
import { writeEffects } from './write-effects';

/** State and messages of the HTTP path in one transaction; wakes relay and worker after it. */
export class PgTransactionalOutbox extends TransactionalOutbox {
  constructor(
    private readonly database: ApiDatabase,
    private readonly service: ServiceName,
    private readonly wake: () => void,
  ) {
    super();
  }

  async run<T>(origin: Origin, work: (tx: WorkTransaction) => Promise<T>): Promise<T> {
    const operation = newId();
    let hooks: readonly (() => void)[] = [];
    const result = await this.database.inTenant(origin.tenantId, async (sql) => {
      const effects = new PendingEffects(sql, this.service, { ...origin, id: operation }, false);
      const value = await work(effects);
      await writeEffects(sql, this.service, [effects]);
      hooks = effects.hooks;
      return value;
    });
    for (const hook of hooks) hook();
    this.wake();
    return result;
  }
}
