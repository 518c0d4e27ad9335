import { createHash } from 'node:crypto';

const digest = (id: string): string => createHash('sha256').update(`few ${id}`).digest('hex');

/** The same few rows of every label each time, as if a tenant had written them down. */
export function fewOfEach<Row extends { readonly id: string; readonly label: string }>(
  rows: readonly Row[],
  count: number,
): Row[] {
  const taken = new Map<string, number>();
  const sorted = [...rows].sort((a, b) => (digest(a.id) < digest(b.id) ? -1 : 1));
  return sorted.filter(({ label }) => {
    const own = (taken.get(label) ?? 0) + 1;
    taken.set(label, own);
    return own <= count;
  });
}
