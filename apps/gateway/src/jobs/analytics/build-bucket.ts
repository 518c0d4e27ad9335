import { Inject, Injectable } from '@nestjs/common';
import { WorkerDatabase } from '@mesh/persistence';
import type { RollupBucket } from '../../analytics/rollup-bucket';
import type { TenantSql } from '../../tickets/tenant-sql';
import { rollUpAgents } from './pg-agent-rollup';
import { rollUpFacts } from './pg-fact-rollup';
import { rollUpTickets } from './pg-ticket-rollup';

/** One builder of a tenant's figures at a time, so that nobody writes what he saw before another one. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('rollups:' || $1, 0))`;

/** Builds the figures of an hour or a day anew from what is stored: as often as one likes, with the same result. */
@Injectable()
export class BuildBucket {
  constructor(@Inject(WorkerDatabase) private readonly database: WorkerDatabase) {}

  /** @param before runs in the same transaction, ahead of the figures */
  build(tenantId: string, bucket: RollupBucket, before?: (at: TenantSql) => Promise<unknown>): Promise<void> {
    return this.database.inTenant(tenantId, async (sql) => {
      const at = { tenantId, sql };
      await sql.rows(LOCK, [tenantId]);
      await before?.(at);
      await rollUpTickets(at, bucket);
      await rollUpFacts(at, bucket);
      await rollUpAgents(at, bucket);
    });
  }
}
