import type { InboxRow } from '../inbox/inbox-row';

/** A row that this process works on. */
export interface Work {
  readonly row: InboxRow;
  readonly abort: AbortController;
}

/** The rows in hand. */
export class InFlight {
  private readonly works = new Map<string, Work>();
  private movedAt = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** For how long there have been rows in hand and none of them was put down. */
  get stuckMs(): number {
    return this.works.size === 0 ? 0 : this.now() - this.movedAt;
  }

  get size(): number {
    return this.works.size;
  }

  /** How many rows of each tenant are in hand. */
  perTenant(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { row } of this.works.values()) counts.set(row.tenant_id, (counts.get(row.tenant_id) ?? 0) + 1);
    return counts;
  }

  add(row: InboxRow): Work {
    if (this.works.size === 0) this.movedAt = this.now();
    const work = { row, abort: new AbortController() };
    this.works.set(row.id, work);
    return work;
  }

  remove(row: InboxRow): void {
    this.works.delete(row.id);
    this.movedAt = this.now();
  }

  all(): Work[] {
    return [...this.works.values()];
  }

  /** Stops slow work that has lost its point. */
  abort(ids: Iterable<string>, why: string): void {
    for (const id of ids) this.works.get(id)?.abort.abort(new Error(why));
  }
}
