import type { Sql } from '@mesh/persistence';
import type { z } from 'zod';
import type { TierHealth } from '../health';

/** A kind of state: its name and the schema of its value (ids, hashes and numbers; no text of customers). */
export interface StateKind<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly schema: Schema;
}

/** Which state: one per tenant, kind, owner and key. The owner is the person it is about, where there is one. */
export interface StateRef<Schema extends z.ZodType = z.ZodType> {
  readonly tenantId: string;
  readonly kind: StateKind<Schema>;
  readonly ownerId: string;
  readonly key: string;
}

export interface Versioned<Value> {
  /** Counts the saves: 1 after the first. */
  readonly version: number;
  readonly value: Value;
  readonly savedAt: Date;
}

/**
 * The tier that must not forget: the newest value of a state and a snapshot of every version. All calls belong to the
 * transaction behind `sql`, so a state commits together with what it describes.
 */
export abstract class StateStore {
  abstract load<S extends z.ZodType>(sql: Sql, ref: StateRef<S>): Promise<Versioned<z.output<S>> | undefined>;
  /**
   * Saves the value as version `expected + 1` (0: it must not exist yet) and keeps it as a snapshot.
   * @throws RetryableError `STATE_CONFLICT` when another version is there: load again and decide again
   */
  abstract save<S extends z.ZodType>(sql: Sql, ref: StateRef<S>, value: z.input<S>, expected: number): Promise<number>;
  /** The newest snapshots first, at most `limit`. */
  abstract snapshots<S extends z.ZodType>(
    sql: Sql,
    ref: StateRef<S>,
    limit: number,
  ): Promise<readonly Versioned<z.output<S>>[]>;
  /** How many snapshots there are of an owner, of every kind. */
  abstract countOf(sql: Sql, tenantId: string, ownerId: string): Promise<number>;
  /** Removes everything of an owner. Returns the number of snapshots removed. */
  abstract forget(sql: Sql, tenantId: string, ownerId: string): Promise<number>;
  /** Never throws: a store that cannot be reached is `degraded`. */
  abstract health(): Promise<TierHealth>;
}
