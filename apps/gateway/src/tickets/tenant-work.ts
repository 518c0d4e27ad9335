import { RESTING_STATUSES, TICKET_STATUSES } from '@mesh/contracts';
import { ApiDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';

const WORKING = TICKET_STATUSES.filter((status) => !RESTING_STATUSES.has(status));
const COUNT = `
  SELECT count(*)::int AS n FROM (
    SELECT 1 FROM gateway.tickets WHERE tenant_id = $1 AND status = ANY($2::text[]) LIMIT $3) AS working`;
const FRESH_MS = 1_000;

interface Known {
  readonly counted: Promise<number>;
  readonly at: number;
  /** Accepted by this process since it was counted. */
  accepted: number;
}

/** How many tickets of a tenant are with the machines. Cheap: counted at most once a second and tenant. */
@Injectable()
export class TenantWork {
  private readonly known = new Map<string, Known>();

  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  /** Counted no further than `most`. @throws RetryableError `DATABASE_UNAVAILABLE` */
  async working(tenantId: string, most: number): Promise<number> {
    const known = this.fresh(tenantId) ?? this.count(tenantId, most);
    return (await known.counted) + known.accepted;
  }

  noteAccepted(tenantId: string): void {
    const known = this.known.get(tenantId);
    if (known) known.accepted += 1;
  }

  private fresh(tenantId: string): Known | undefined {
    const known = this.known.get(tenantId);
    return known && performance.now() - known.at < FRESH_MS ? known : undefined;
  }

  private count(tenantId: string, most: number): Known {
    const counted = this.database.inTenant(tenantId, async (sql) => {
      const [row] = await sql.rows<{ n: number }>(COUNT, [tenantId, WORKING, most]);
      return row?.n ?? 0;
    });
    const known = { counted, at: performance.now(), accepted: 0 };
    this.known.set(tenantId, known);
    counted.catch(() => {
      if (this.known.get(tenantId) === known) this.known.delete(tenantId);
    });
    return known;
  }
}
