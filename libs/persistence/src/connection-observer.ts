/** The state of a pool, as `pg` counts it. */
export interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly options: { readonly max: number };
}

/** Told how the connections of a role are used. */
export interface ConnectionObserver {
  opened(pool: PoolCounts): void;
  closed(): void;
  /** A connection was given out after this time. */
  waited(seconds: number): void;
  /** None was given out in time. */
  timedOut(): void;
  /** A transaction is run again after a conflict with another one. */
  repeated(): void;
}

const ignore = (): void => undefined;

export const UNOBSERVED: ConnectionObserver = {
  opened: ignore,
  closed: ignore,
  waited: ignore,
  timedOut: ignore,
  repeated: ignore,
};
