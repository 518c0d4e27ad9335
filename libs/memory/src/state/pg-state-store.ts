import { RetryableError } from '@mesh/kernel';
import { type Database, type Sql, firstRow } from '@mesh/persistence';
import type { z } from 'zod';
import { type TierHealth, degradedTier } from '../health';
import { type StateRef, StateStore, type Versioned } from './state-store.port';

interface StateRow {
  readonly version: number;
  readonly value: unknown;
  readonly saved_at: Date;
}

const KEY = 'tenant_id = $1 AND kind = $2 AND owner_id = $3 AND key = $4';

/** Snapshots in one append-only table of the service's schema; the newest one is the state. See `stateMigration`. */
export class PgStateStore extends StateStore {
  private readonly table: string;

  /** @param database where `health` looks; the other calls use the transaction they are given */
  constructor(
    schema: string,
    private readonly database: Database,
  ) {
    super();
    this.table = `${schema}.memory_states`;
  }

  async load<S extends z.ZodType>(sql: Sql, ref: StateRef<S>): Promise<Versioned<z.output<S>> | undefined> {
    return (await this.snapshots(sql, ref, 1))[0];
  }

  async save<S extends z.ZodType>(sql: Sql, ref: StateRef<S>, value: z.input<S>, expected: number): Promise<number> {
    const current = await firstRow<{ version: number }>(
      sql,
      `SELECT version FROM ${this.table} WHERE ${KEY} ORDER BY version DESC LIMIT 1`,
      keyOf(ref),
    );
    if ((current?.version ?? 0) !== expected) throw conflict(ref, expected);
    const inserted = await this.insert(sql, ref, value, expected + 1);
    if (inserted === 0) throw conflict(ref, expected);
    return expected + 1;
  }

  async snapshots<S extends z.ZodType>(
    sql: Sql,
    ref: StateRef<S>,
    limit: number,
  ): Promise<readonly Versioned<z.output<S>>[]> {
    const rows = await sql.rows<StateRow>(
      `SELECT version, value, saved_at FROM ${this.table} WHERE ${KEY} ORDER BY version DESC LIMIT $5`,
      [...keyOf(ref), limit],
    );
    return rows.map((row) => ({
      version: row.version,
      value: ref.kind.schema.parse(row.value),
      savedAt: row.saved_at,
    }));
  }

  async countOf(sql: Sql, tenantId: string, ownerId: string): Promise<number> {
    const row = await firstRow<{ count: number }>(
      sql,
      `SELECT count(*)::integer AS count FROM ${this.table} WHERE tenant_id = $1 AND owner_id = $2`,
      [tenantId, ownerId],
    );
    return row?.count ?? 0;
  }

  forget(sql: Sql, tenantId: string, ownerId: string): Promise<number> {
    return sql.run(`DELETE FROM ${this.table} WHERE tenant_id = $1 AND owner_id = $2`, [tenantId, ownerId]);
  }

  async health(): Promise<TierHealth> {
    try {
      await this.database.acrossTenants(({ sql }) => sql.rows(`SELECT 1 FROM ${this.table} LIMIT 1`));
      return { tier: 'state', status: 'up', details: {} };
    } catch (error) {
      return degradedTier('state', error);
    }
  }

  /** The unique key decides between two writers; the conflict is asked for, so that the transaction stays usable. */
  private insert(sql: Sql, ref: StateRef, value: unknown, version: number): Promise<number> {
    return sql.run(
      `INSERT INTO ${this.table} (tenant_id, kind, owner_id, key, version, value)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [...keyOf(ref), version, JSON.stringify(ref.kind.schema.parse(value))],
    );
  }
}

const keyOf = (ref: StateRef): unknown[] => [ref.tenantId, ref.kind.name, ref.ownerId, ref.key];

const conflict = (ref: StateRef, expected: number): RetryableError =>
  new RetryableError('STATE_CONFLICT', 'somebody else saved this state first', { kind: ref.kind.name, expected });
