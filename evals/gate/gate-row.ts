import type { KnowledgeRow } from '../../tools/running-mesh/load-knowledge';

/** What was done to a good reply. */
export const CORRUPTIONS = ['number', 'date', 'condition', 'other_document', 'promise', 'other_customer'] as const;
export type Corruption = (typeof CORRUPTIONS)[number];

/** A reply with the documents that it is about; `class` says what is wrong with it, null that nothing is. */
export interface GateRow {
  readonly id: string;
  readonly doc_ids: readonly string[];
  readonly reply: string;
  readonly class: string | null;
}

/** A reply that its documents carry, before anything is done to it. */
export interface GoodReply {
  readonly id: string;
  readonly documents: readonly KnowledgeRow[];
  readonly sentences: readonly string[];
}
