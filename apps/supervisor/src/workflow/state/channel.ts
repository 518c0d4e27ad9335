/** One named part of the workflow state: what it starts as, and how an update is folded into it. */
export interface Channel<Value, Update = Value> {
  readonly initial: Value;
  /** Pure: neither argument is changed. */
  reduce(current: Value, update: Update): Value;
}

export type Counts = Readonly<Record<string, number>>;

/** The update replaces the value. */
export const latest = <Value>(initial: Value): Channel<Value> => ({ initial, reduce: (_current, update) => update });

/** The first value stays. */
export const once = (): Channel<string> => ({ initial: '', reduce: (current, update) => current || update });

export const highest = (): Channel<number> => ({ initial: 0, reduce: Math.max });

export const sum = (): Channel<number> => ({ initial: 0, reduce: (current, update) => current + update });

/** Appends; only the newest `limit` entries are kept, so that a ticket that lives long does not grow without end. */
export const append = <Item>(limit: number): Channel<readonly Item[]> => ({
  initial: [],
  reduce: (current, update) => [...current, ...update].slice(-limit),
});

/** Like `append`, but an entry replaces the one with the same key. */
export const appendByKey = <Item>(limit: number, keyOf: (item: Item) => string): Channel<readonly Item[]> => ({
  initial: [],
  reduce: (current, update) => {
    const replaced = new Set(update.map(keyOf));
    return [...current.filter((item) => !replaced.has(keyOf(item))), ...update].slice(-limit);
  },
});

/** A set, as a sorted list. */
export const union = (): Channel<readonly string[]> => ({
  initial: [],
  reduce: (current, update) => [...new Set([...current, ...update])].sort(),
});

/** Key by key: the update wins, a key that it sets to null is dropped. */
export const merge = <Value extends object>(
  initial: Value,
): Channel<Value, { readonly [Key in keyof Value]?: Value[Key] | null }> => ({
  initial,
  reduce: (current, update) => {
    const entries = Object.entries({ ...current, ...update });
    return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined)) as Value;
  },
});

/** Key by key: numbers are added. */
export const sumByKey = (): Channel<Counts> => ({
  initial: {},
  reduce: (current, update) => {
    const next: Record<string, number> = { ...current };
    for (const [key, value] of Object.entries(update))
      next[key] = (Object.hasOwn(next, key) ? (next[key] ?? 0) : 0) + value;
    return next;
  },
});
