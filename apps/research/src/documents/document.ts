import type { PassageAudience, PassageKind } from '@mesh/memory';

export type VersionStatus =
  /** Stored and chunked; becomes live once what cites the older version has been put aside. */
  | 'indexing'
  | 'live'
  | 'replaced'
  /** A version of nothing that waits in the same way. */
  | 'deleting'
  | 'deleted';

/** What an author writes. */
export interface DocumentContent {
  readonly title: string;
  readonly body: string;
  readonly url?: string | undefined;
  readonly tags: readonly string[];
  readonly audience: PassageAudience;
  /** Searched but never quoted: of a resolution the question that it answered. */
  readonly keywords: string;
}

/** The head row of a document, locked while somebody changes it. */
export interface DocumentHead {
  readonly documentId: string;
  readonly kind: PassageKind;
  readonly newestVersion: number;
  readonly liveVersion: number | null;
  /** The highest version that has taken effect. */
  readonly settledVersion: number;
}

export interface StoredVersion extends DocumentContent {
  readonly documentId: string;
  readonly version: number;
  readonly status: VersionStatus;
  readonly contentHash: string;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** Where in the body of a version a chunk lies. */
export interface ChunkSpan {
  readonly chunkId: string;
  readonly ordinal: number;
  readonly headingPath: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** A chunk as it is stored. */
export interface NewChunk extends ChunkSpan {
  /** Nothing rests on it until a person has released it. */
  readonly quarantined: boolean;
}

/** Ids of past resolutions begin like this; authors may not use it. */
export const RESOLUTION_PREFIX = 'resolution:';
