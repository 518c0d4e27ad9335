import type { InboxRow } from '../inbox/inbox-row';

/** A row that this process works on. */
export interface Work {
  readonly row: InboxRow;
  readonly abort: AbortController;
}

/** The rows in hand. */
export class InFlight {
  private readonly works = new Map<string, Work>();

  get size(): number {
    return this.works.size;
  }

  add(row: InboxRow): Work {
    const work = { row, abort: new AbortController() };
    this.works.set(row.id, work);
    return work;
  }

  remove(row: InboxRow): void {
    this.works.delete(row.id);
  }

  all(): Work[] {
    return [...this.works.values()];
  }

  /** Stops slow work that has lost its point. */
  abort(ids: Iterable<string>, why: string): void {
    for (const id of ids) this.works.get(id)?.abort.abort(new Error(why));
  }
}
