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

/** The sequence of the first entry that does not fit, or undefined when the whole chain holds. */
export function firstBrokenLink(chain: readonly ChainedEntry[]): number | undefined {
  let previous = GENESIS_HASH;
  for (const [index, link] of chain.entries()) {
    const { hash, ...content } = link;
    if (link.sequence !== index + 1 || link.prevHash !== previous || hashOf(content) !== hash) return index + 1;
    previous = hash;
  }
  return undefined;
}
