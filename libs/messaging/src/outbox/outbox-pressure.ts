import type { ServiceName } from '@mesh/contracts';
import type { WorkerDatabase } from '@mesh/persistence';

/** How much waits to be published. */
export interface OutboxState {
  /** Rows that wait, counted no further than the limit. */
  readonly pending: number;
  /** Age of the oldest of them; 0 when none waits. */
  readonly oldestMs: number;
  /** No more work should be let in: answer 503 and let the sender come back later. */
  readonly full: boolean;
}

const FRESH_MS = 1_000;

/**
 * Says whether intake must be refused because nothing can be published. Cheap: answered from memory for a second, and
 * from the index of unsent rows otherwise. Whoever takes work in asks before the work is committed.
 */
export class OutboxPressure {
  private known: { readonly state: Promise<OutboxState>; readonly at: number } | undefined;

  /** @param limit rows from which on the outbox counts as full */
  constructor(
    private readonly database: WorkerDatabase,
    private readonly schema: ServiceName,
    readonly limit: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws RetryableError `DATABASE_UNAVAILABLE` */
  check(): Promise<OutboxState> {
    if (this.known && this.now() - this.known.at < FRESH_MS) return this.known.state;
    const known = { state: this.measure(), at: this.now() };
    this.known = known;
    known.state.catch(() => {
      if (this.known === known) this.known = undefined;
    });
    return known.state;
  }

  private async measure(): Promise<OutboxState> {
    const [row] = await this.database.single.rows<{ pending: string; oldest_ms: number | null }>(
      `SELECT count(*) AS pending, extract(epoch FROM clock_timestamp() - min(since))::float8 * 1000 AS oldest_ms
       FROM (SELECT coalesce(resent_at, created_at) AS since FROM ${this.schema}.outbox
             WHERE sent_at IS NULL ORDER BY position LIMIT $1) AS waiting`,
      [this.limit],
    );
    const pending = Number(row?.pending ?? 0);
    return { pending, oldestMs: Math.max(0, Math.round(row?.oldest_ms ?? 0)), full: pending >= this.limit };
  }
}
