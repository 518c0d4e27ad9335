import { Inject, Injectable } from '@nestjs/common';
import { ProblemException } from '@mesh/bootstrap';
import type { Policy } from '@mesh/contracts';
import { ApiDatabase } from '@mesh/persistence';
import { AdminActs, type Principal } from '../identity';
import { type CategoryStandings, readStandings } from '../autonomy/category-standings';
import { personOf } from '../tickets/acting';
import { currentPolicy } from '../turns/current-policy';
import { insertPolicy } from './insert-policy';

/** A tenant's policies; every version is kept, the newest holds for turns that start from now on. */
@Injectable()
export class PolicyStore {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(AdminActs) private readonly acts: AdminActs,
  ) {}

  current(tenantId: string): Promise<Policy> {
    return this.database.inTenant(tenantId, (sql) => currentPolicy({ tenantId, sql }));
  }

  /** How the categories stand that earn their autonomy. */
  standings(tenantId: string): Promise<CategoryStandings> {
    return this.database.inTenant(tenantId, (sql) => readStandings({ tenantId, sql }));
  }

  /** Adds the next version. @throws ProblemException 409 `POLICY_CHANGED` with the current one when it is another */
  put(principal: Principal, wanted: Omit<Policy, 'version'> & { version?: number | undefined }): Promise<Policy> {
    const { version: expected, ...rules } = wanted;
    return this.acts.perform({ principal, action: 'policy.changed' }, async (at) => {
      const current = await currentPolicy(at);
      if (expected !== undefined && expected !== current.version) throw changed(current);
      const policy = { ...rules, version: current.version + 1 };
      if (!(await insertPolicy(at, policy, personOf(principal)))) throw changed(await currentPolicy(at));
      return { result: policy, subject: 'policy', details: { version: policy.version } };
    });
  }
}

const changed = (current: Policy): ProblemException =>
  new ProblemException(409, 'POLICY_CHANGED', 'Somebody has changed the policy; look at the current one.', { current });
