import { Inject, Injectable } from '@nestjs/common';
import { ApiDatabase } from '@mesh/persistence';
import type { AuditEntry } from '../audit/audit-chain';
import { appendAudit } from '../audit/audit-log';
import type { TenantSql } from '../tickets/tenant-sql';
import type { Principal } from './principal';

export interface AdminAct {
  readonly principal: Principal;
  /** Where it takes effect; the caller's own tenant unless the bootstrap key acts. */
  readonly tenantId?: string;
  /** Dotted and in the past tense, such as `policy.changed`. */
  readonly action: string;
}

/** What the audit log should know about an act, once it is done. */
export interface ActRecord<T> {
  readonly result: T;
  readonly subject: string;
  readonly details?: AuditEntry['details'];
}

/** Changes of the administration: one transaction each, together with its line in the audit log. */
@Injectable()
export class AdminActs {
  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  /** Nothing is recorded when the work throws. */
  perform<T>(act: AdminAct, work: (at: TenantSql) => Promise<ActRecord<T>>): Promise<T> {
    const { principal, action, tenantId = principal.tenantId } = act;
    return this.database.inTenant(tenantId, async (sql) => {
      const { result, subject, details = {} } = await work({ tenantId, sql });
      const actor = { kind: 'person', id: principal.actorId } as const;
      const entry = { actor, action, subject, details, correlationId: principal.correlationId };
      await appendAudit({ tenantId, sql }, entry);
      return result;
    });
  }
}
