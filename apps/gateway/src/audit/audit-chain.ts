import type { Actor } from '@mesh/contracts';
import { hashOf } from '@mesh/kernel';

/** The hash before the first entry of a tenant. */
export const GENESIS_HASH = '0'.repeat(64);

/** One act. Details are ids, hashes, codes and numbers, never anybody's words. */
export interface AuditEntry {
  readonly actor: Actor;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  readonly correlationId: string;
}

export interface ChainedEntry extends AuditEntry {
  readonly tenantId: string;
  readonly sequence: number;
  /** ISO 8601 in UTC, milliseconds. */
  readonly at: string;
  readonly prevHash: string;
  readonly hash: string;
}

/** The entry with its place in the chain. */
export function chainEntry(
  entry: AuditEntry,
  place: Pick<ChainedEntry, 'tenantId' | 'sequence' | 'at' | 'prevHash'>,
): ChainedEntry {
  const content = { ...entry, ...place };
  return { ...content, hash: hashOf(content) };
}

/** How far a chain goes. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

export const GENESIS: ChainHead = { sequence: 0, hash: GENESIS_HASH };

/** Goes on from a head over further entries: to the new head, or to the place of the first entry that does not fit. */
export function follow(
  head: ChainHead,
  entries: readonly ChainedEntry[],
): { readonly head: ChainHead; readonly broken?: number } {
  let reached = head;
  for (const { hash, ...content } of entries) {
    const place = reached.sequence + 1;
    if (content.sequence !== place || content.prevHash !== reached.hash || hashOf(content) !== hash) {
      return { head: reached, broken: place };
    }
    reached = { sequence: place, hash };
  }
  return { head: reached };
}

/** The sequence of the first entry that does not fit, or undefined when the whole chain holds. */
export const firstBrokenLink = (chain: readonly ChainedEntry[]): number | undefined => follow(GENESIS, chain).broken;
