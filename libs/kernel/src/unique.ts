/** The distinct items in the order of their first appearance. */
export const unique = <T>(items: Iterable<T>): T[] => [...new Set(items)];

/** A check that the compiler makes: every case of a union was handled. */
export function unreachable(value: never): never {
  throw new TypeError(`unhandled case: ${String(value)}`);
}
