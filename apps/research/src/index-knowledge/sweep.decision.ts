import type { IndexFreshness } from '@mesh/memory';

export type IndexWork = 'rebuild' | 'catch_up' | 'nothing';

/**
 * What an index needs. One that is behind only lacks what came since. A shared one that knows nothing though there is
 * knowledge was lost, or belongs to a new way of embedding: it is built beside and takes its place in one step. One in
 * the process that knows nothing is not loaded yet.
 */
export function workFor({ revision, behind }: Pick<IndexFreshness, 'revision' | 'behind'>, shared: boolean): IndexWork {
  if (behind === 0) return 'nothing';
  if (revision > 0) return 'catch_up';
  return shared ? 'rebuild' : 'nothing';
}
