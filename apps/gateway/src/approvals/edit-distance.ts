import { diffWordsWithSpace } from 'diff';

const TIME_LIMIT_MS = 200;

/** Characters changed between two texts, as a share of the longer one: 0 is the same, 1 is nothing in common. */
export function editDistance(before: string, after: string): number {
  if (before === after) return 0;
  const parts = diffWordsWithSpace(before, after, { timeout: TIME_LIMIT_MS });
  if (parts === undefined) return 1;
  const count = (kind: 'added' | 'removed') =>
    parts.reduce((sum, part) => sum + (part[kind] ? part.value.length : 0), 0);
  return Math.min(1, Math.max(count('added'), count('removed')) / Math.max(before.length, after.length, 1));
}
