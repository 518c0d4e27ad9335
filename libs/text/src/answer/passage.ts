/** A piece of a knowledge document that may answer a question. */
export interface Passage {
  readonly id: string;
  readonly documentId: string;
  readonly title: string;
  readonly headingPath?: readonly string[];
  readonly text: string;
  /** Offset of `text` in the body of the document. */
  readonly start: number;
  /** How well the passage fits, if it comes from a search; only compared within one list. */
  readonly score?: number;
  /** How well its words alone fit (BM25), where the search tells it; only compared within one list. */
  readonly lexicalScore?: number;
  /** Share of similar earlier questions whose approved answers rest on its document, from 0 to 1. */
  readonly usedBefore?: number;
}
