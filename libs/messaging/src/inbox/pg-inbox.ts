import type { ServiceName } from '@mesh/contracts';
import type { Sql, WorkerDatabase } from '@mesh/persistence';
import type { InboxRow } from './inbox-row';

/** Names one row; ids are unique within a tenant. */
export interface RowRef {
  readonly tenant_id: string;
  readonly id: string;
}

/** How much is to be leased, and how it is shared among tenants. */
export interface ClaimRequest {
  readonly leaseMs: number;
  readonly most: number;
  /** Rows that one tenant may have in hand altogether. */
  readonly mostOfTenant: number;
  /** Rows of each tenant that this worker has in hand already. */
  readonly held: ReadonlyMap<string, number>;
}

/** The work table of one service, as one worker uses it. */
export class PgInbox {
  constructor(
    private readonly database: WorkerDatabase,
    readonly schema: ServiceName,
    private readonly worker: string,
  ) {}

  /** Leases up to `most` rows, those of tenants with least in hand first; of one tenant the oldest. */
  async claim({ leaseMs, most, mostOfTenant, held }: ClaimRequest): Promise<InboxRow[]> {
    const rows = await this.database.single.rows<InboxRow>(
      `SELECT * FROM ${this.schema}.claim($1, $2, $3, $4, $5::text[], $6::int[])`,
      [this.worker, leaseMs, most, mostOfTenant, [...held.keys()], [...held.values()]],
    );
    return rows.sort((left, right) => Number(BigInt(left.position) - BigInt(right.position)));
  }

  /**
   * Leases facts that have waited for too long, each the first behind a gap: the one before it is neither applied nor in
   * the inbox, so that nothing but its arrival could let it go on.
   */
  async claimOrphans(wait: { patienceMs: number; leaseMs: number; most: number }): Promise<InboxRow[]> {
    const parent = (status: string): string => `SELECT 1 FROM ${this.schema}.inbox parent
      WHERE parent.status = '${status}' AND parent.tenant_id = i.tenant_id AND parent.key = i.key
        AND parent.lane = 'facts' AND parent.sequence = i.sequence - 1`;
    return this.database.single.rows<InboxRow>(
      `UPDATE ${this.schema}.inbox orphan
       SET lease_owner = $1, lease_until = clock_timestamp() + $2 * interval '1 millisecond', claims = orphan.claims + 1
       FROM (
         SELECT i.tenant_id, i.id FROM ${this.schema}.inbox i
         WHERE i.status = 'open' AND i.lane = 'facts' AND (i.lease_until IS NULL OR i.lease_until < clock_timestamp())
           AND greatest(i.received_at, i.not_before) < clock_timestamp() - $3 * interval '1 millisecond'
           AND i.sequence > 1 + coalesce(
             (SELECT p.sequence FROM ${this.schema}.fact_positions p WHERE p.tenant_id = i.tenant_id AND p.key = i.key), 0)
           AND NOT EXISTS (${parent('open')}) AND NOT EXISTS (${parent('dead')})
         LIMIT $4 FOR UPDATE OF i SKIP LOCKED
       ) found
       WHERE orphan.tenant_id = found.tenant_id AND orphan.id = found.id
       RETURNING orphan.*`,
      [this.worker, wait.leaseMs, wait.patienceMs, wait.most],
    );
  }

  /** Makes the leases longer. Returns the ids that are still ours. */
  async renew(refs: readonly RowRef[], leaseMs: number): Promise<Set<string>> {
    // A row that is locked is being journalled or finished: waiting for it could deadlock with another such wait.
    const rows = await this.database.single.rows<{ id: string }>(
      `WITH mine AS (
         SELECT tenant_id, id FROM ${this.schema}.inbox
         WHERE tenant_id = ANY($1::text[]) AND id = ANY($2::uuid[]) AND lease_owner = $4 AND status = 'open'
       ), free AS (
         SELECT i.tenant_id, i.id FROM ${this.schema}.inbox i JOIN mine USING (tenant_id, id) FOR UPDATE OF i SKIP LOCKED
       ), renewed AS (
         UPDATE ${this.schema}.inbox i SET lease_until = clock_timestamp() + $3 * interval '1 millisecond'
         FROM free WHERE i.tenant_id = free.tenant_id AND i.id = free.id AND i.lease_owner = $4 AND i.status = 'open'
       )
       SELECT id FROM mine`,
      [refs.map((ref) => ref.tenant_id), refs.map((ref) => ref.id), leaseMs, this.worker],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Keeps the result of slow work, so that nobody has to pay for it again. */
  async journal(entries: readonly (RowRef & { readonly prepared: unknown })[]): Promise<void> {
    await this.database.single.run(
      `UPDATE ${this.schema}.inbox i SET prepared = entry.prepared
         FROM unnest($1::text[], $2::uuid[], $3::jsonb[]) AS entry (tenant_id, id, prepared)
         WHERE i.tenant_id = entry.tenant_id AND i.id = entry.id AND i.lease_owner = $4 AND i.status = 'open'`,
      [
        entries.map((entry) => entry.tenant_id),
        entries.map((entry) => entry.id),
        entries.map((entry) => JSON.stringify(entry.prepared ?? null)),
        this.worker,
      ],
    );
  }

  /** The journal of the same step under another message id, or undefined. */
  async journalOfStep(row: InboxRow): Promise<{ prepared: unknown } | undefined> {
    const rows = await this.database.single.rows<{ prepared: unknown }>(
      `SELECT prepared FROM ${this.schema}.inbox
         WHERE tenant_id = $1 AND step_id = $2 AND id <> $3 AND prepared IS NOT NULL LIMIT 1`,
      [row.tenant_id, row.step_id, row.id],
    );
    return rows[0];
  }

  /** Closes rows within a transaction. Returns the ids that were still ours; the others must not be committed. */
  async finish(sql: Sql, entries: readonly (RowRef & { readonly prepared: unknown })[]): Promise<Set<string>> {
    const rows = await sql.rows<{ id: string }>(
      `UPDATE ${this.schema}.inbox i
       SET status = 'done', finished_at = now(), prepared = coalesce(entry.prepared, i.prepared),
           lease_owner = NULL, lease_until = NULL
       FROM unnest($1::text[], $2::uuid[], $3::jsonb[]) AS entry (tenant_id, id, prepared)
       WHERE i.tenant_id = entry.tenant_id AND i.id = entry.id AND i.lease_owner = $4 AND i.status = 'open'
       RETURNING i.id`,
      [
        entries.map((entry) => entry.tenant_id),
        entries.map((entry) => entry.id),
        entries.map((entry) => (entry.prepared === undefined ? null : JSON.stringify(entry.prepared))),
        this.worker,
      ],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Notes that facts were applied. Returns how many of them were really the next ones. */
  advanceFacts(sql: Sql, facts: readonly InboxRow[]): Promise<number> {
    return sql.run(
      `INSERT INTO ${this.schema}.fact_positions AS p (tenant_id, key, sequence)
       SELECT * FROM unnest($1::text[], $2::text[], $3::int[])
       ON CONFLICT (tenant_id, key) DO UPDATE SET sequence = excluded.sequence
       WHERE p.sequence = excluded.sequence - 1`,
      [facts.map((fact) => fact.tenant_id), facts.map((fact) => fact.key), facts.map((fact) => fact.sequence)],
    );
  }

  /** Gives a row back for another try, after the back-off. */
  async retry(row: InboxRow, afterMs: number, code: string, reason: string): Promise<void> {
    await this.database.single.run(
      `UPDATE ${this.schema}.inbox
         SET attempts = attempts + 1, not_before = clock_timestamp() + $3 * interval '1 millisecond',
             lease_owner = NULL, lease_until = NULL, error_code = $4, error_reason = $5
         WHERE tenant_id = $1 AND id = $2 AND lease_owner = $6 AND status = 'open'`,
      [row.tenant_id, row.id, afterMs, code, reason, this.worker],
    );
  }

  /** Gives a row back for later; what happened was not its fault, so neither try nor claim counts. */
  async postpone(row: InboxRow, afterMs: number): Promise<void> {
    await this.database.single.run(
      `UPDATE ${this.schema}.inbox
         SET claims = claims - 1, not_before = clock_timestamp() + $3 * interval '1 millisecond',
             lease_owner = NULL, lease_until = NULL
         WHERE tenant_id = $1 AND id = $2 AND lease_owner = $4 AND status = 'open'`,
      [row.tenant_id, row.id, afterMs, this.worker],
    );
  }

  /** Gives rows back untouched: the service stops. */
  async handBack(refs: readonly RowRef[]): Promise<void> {
    await this.database.single.run(
      `UPDATE ${this.schema}.inbox SET lease_owner = NULL, lease_until = NULL, claims = claims - 1
         WHERE tenant_id = ANY($1::text[]) AND id = ANY($2::uuid[]) AND lease_owner = $3 AND status = 'open'`,
      [refs.map((ref) => ref.tenant_id), refs.map((ref) => ref.id), this.worker],
    );
  }

  /** Puts a row aside within a transaction. False when it is no longer ours. */
  async bury(sql: Sql, row: InboxRow, letter: { code: string; reason: string; attempts: number }): Promise<boolean> {
    const buried = await sql.run(
      `UPDATE ${this.schema}.inbox
       SET status = 'dead', finished_at = now(), attempts = $3, error_code = $4, error_reason = $5,
           lease_owner = NULL, lease_until = NULL
       WHERE tenant_id = $1 AND id = $2 AND lease_owner = $6 AND status = 'open'`,
      [row.tenant_id, row.id, letter.attempts, letter.code, letter.reason, this.worker],
    );
    return buried === 1;
  }
}
