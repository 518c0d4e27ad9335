import type { TermStatistics } from '@mesh/text';
import type { TierHealth } from '../health';
import type { PassageAudience, PassageHit, PassageKind, StoredPassage } from './stored-passage';

export interface PassageQuery {
  readonly text: string;
  /** Only passages for one of these audiences are seen. */
  readonly audiences: readonly PassageAudience[];
  readonly kinds?: readonly PassageKind[];
  readonly limit: number;
}

/** What an index knows of a tenant. */
export interface IndexState {
  /** How the passages were analysed and embedded; another version needs a rebuild. */
  readonly indexVersion: string;
  /** Every change of the truth up to this revision is in; 0 for an index that knows nothing. */
  readonly revision: number;
  readonly passages: number;
  /** Names this build of an index that several processes share; a rebuilt one is another. */
  readonly build?: string;
}

/**
 * An index of passages by word and by meaning, one wall per tenant; tenant and audience are filtered inside the store.
 * Derived: it may be behind the truth or lost, so a hit counts only after `LongTermMemory` has checked it.
 * @throws RetryableError `LONG_TERM_UNAVAILABLE` when the index is away
 */
export abstract class LongTermStore {
  abstract state(tenantId: string): Promise<IndexState>;
  /**
   * Writes passages by id; one that is there is replaced. In an index that several processes share, not if it was
   * written for a later revision than `revision`: a process that is late spoils nothing.
   */
  abstract upsert(tenantId: string, passages: readonly StoredPassage[], revision?: number): Promise<void>;
  /**
   * Removes every passage of these documents, whatever version. Returns how many there were. In a shared index, with
   * `revision`, only those that were written for an earlier one.
   */
  abstract removeDocuments(tenantId: string, documentIds: readonly string[], revision?: number): Promise<number>;
  /**
   * Notes that the index is complete up to a revision of the truth, if it was complete up to `base` before.
   * @throws RetryableError when a shared index was rebuilt or lost since `base` was read
   */
  abstract advance(tenantId: string, revision: number, base?: IndexState): Promise<void>;
  /** Best first; equal scores in the order of ids. */
  abstract search(tenantId: string, query: PassageQuery, signal?: AbortSignal): Promise<readonly PassageHit[]>;
  /** The passages of one document version in their order. */
  abstract passagesOf(tenantId: string, documentId: string, documentVersion: number): Promise<readonly StoredPassage[]>;
  /** How rare words are among a tenant's passages; may lag behind. */
  abstract statistics(tenantId: string): Promise<TermStatistics>;
  /** Builds a new index beside the old one, which answers until the new one takes its place in one step. */
  abstract rebuild(
    tenantId: string,
    revision: number,
    batches: AsyncIterable<readonly StoredPassage[]>,
  ): Promise<IndexState>;
  /** Never throws: an index that cannot be reached is `degraded`. */
  abstract health(): Promise<TierHealth>;
}
