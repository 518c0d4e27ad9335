const TYPE = /^support\.ticket\.([a-z_]+)\.v1$/;

/**
 * A record as a fact, or undefined when it is none that this program knows how to read.
 * @param {{headers?: Record<string, Buffer | string | undefined>, value: Buffer | null}} record
 */
export function factOf({ headers = {}, value }) {
  const header = (name) => headers[name]?.toString();
  const name = TYPE.exec(header('ce_type') ?? '')?.[1];
  const sequence = Number(header('ce_sequence'));
  if (name === undefined || value === null || !Number.isInteger(sequence)) return undefined;
  const at = Date.parse(header('ce_time') ?? '');
  return {
    name,
    sequence,
    at,
    ticketId: header('ce_subject'),
    tenantId: header('ce_tenantid'),
    data: JSON.parse(value),
  };
}

/** Hands every fact of a ticket on once and in order: repeated ones are dropped, early ones wait for those before them. */
export class InOrder {
  #next = new Map();
  #early = new Map();

  constructor(handle) {
    this.handle = handle;
    this.repeated = 0;
  }

  take(fact) {
    const next = this.#next.get(fact.ticketId) ?? 1;
    if (fact.sequence < next) this.repeated += 1;
    else if (fact.sequence > next) this.#early.set(`${fact.ticketId} ${fact.sequence}`, fact);
    else this.#handOn(fact);
  }

  /** Facts whose predecessors have not come. */
  get waiting() {
    return this.#early.size;
  }

  #handOn(fact) {
    for (let current = fact; current;) {
      this.handle(current);
      const next = current.sequence + 1;
      this.#next.set(current.ticketId, next);
      const key = `${current.ticketId} ${next}`;
      current = this.#early.get(key);
      this.#early.delete(key);
    }
  }
}
