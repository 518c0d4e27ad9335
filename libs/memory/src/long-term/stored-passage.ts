/** A passage as the long-term tier keeps it. */
export interface StoredPassage {
  /** Derived from tenant, document, version and position, so that writing it twice is writing it once. */
  readonly id: string;
  readonly kind: PassageKind;
  readonly audience: PassageAudience;
  readonly documentId: string;
  readonly documentVersion: number;
  /** Position among the passages of its document version, from 0. */
  readonly ordinal: number;
  readonly title: string;
  readonly url?: string | undefined;
  readonly headingPath: readonly string[];
  /** Searched with the text but never quoted: tags, the question that a resolution answered. */
  readonly keywords: string;
  /** Offsets into the body of the document version: `body.slice(start, end) === text`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type PassageKind = 'knowledge' | 'resolution';
export type PassageAudience = 'public' | 'internal';

export interface PassageHit {
  readonly passage: StoredPassage;
  /** Of the fused ranking; only compared within one list. */
  readonly score: number;
  /** Of the words alone (BM25); 0 when only the meaning matched. */
  readonly lexicalScore: number;
}
