import type { StoredPassage } from './stored-passage';

/** What became of one document: its live passages, or none because it is gone. */
export interface DocumentChange {
  readonly documentId: string;
  readonly passages: readonly StoredPassage[];
}

export interface TruthPage {
  readonly changes: readonly DocumentChange[];
  /** Everything up to this revision is covered once the page is applied. */
  readonly revision: number;
  /** False: ask again from `revision`. */
  readonly complete: boolean;
}

/** Where long-term memory is really kept; the index follows it. Revisions of a tenant only grow. */
export abstract class LongTermTruth {
  /** 0 when the tenant has never had anything. */
  abstract revision(tenantId: string): Promise<number>;
  /** The documents that changed after a revision, oldest change first, in pages. */
  abstract changesSince(tenantId: string, revision: number): Promise<TruthPage>;
  /** Which of these passages may be used at this moment. */
  abstract liveOf(tenantId: string, passageIds: readonly string[]): Promise<ReadonlySet<string>>;
}
