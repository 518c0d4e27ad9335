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
}
