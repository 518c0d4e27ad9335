import { type ChainHead, type ChainedEntry, GENESIS, follow } from '../../apps/gateway/src/audit/audit-chain';

export interface AuditPage {
  readonly items: readonly ChainedEntry[];
  readonly nextCursor: string | null;
}

/** What became of a chain since it was looked at last. */
export type Finding =
  | { readonly holds: true; readonly head: ChainHead }
  /** The entry at this place was changed, removed, exchanged or put in. */
  | { readonly holds: false; readonly reason: 'broken'; readonly at: number }
  /** The chain fits together, but does not hold what it held then: its end was cut off, or it was written anew. */
  | { readonly holds: false; readonly reason: 'not_the_same'; readonly at: number };

/**
 * Computes every hash again, from the first entry on, page by page.
 * @param pages gives the page behind a cursor, the oldest entries first
 * @param known a head that was written down outside the mesh
 */
export async function checkChain(
  pages: (cursor?: string) => Promise<AuditPage>,
  known: ChainHead = GENESIS,
): Promise<Finding> {
  let head = GENESIS;
  let isKnown = known.sequence === 0;
  let cursor: string | undefined;
  do {
    const page = await pages(cursor);
    const followed = follow(head, page.items);
    if (followed.broken !== undefined) return { holds: false, reason: 'broken', at: followed.broken };
    isKnown ||= page.items.some(({ sequence, hash }) => sequence === known.sequence && hash === known.hash);
    head = followed.head;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return isKnown ? { holds: true, head } : { holds: false, reason: 'not_the_same', at: known.sequence };
}
