/** A document of a `kb-*.jsonl` file. */
export interface DocumentRow {
  readonly doc_id: string;
  readonly title: string;
  readonly text: string;
  readonly url?: string;
  readonly internal?: boolean;
  readonly thread?: number | string;
}

/** A question of a `queries-*.jsonl` file. */
export interface QuestionRow {
  readonly id: string;
  readonly query: string;
  readonly relevant_doc_ids: readonly string[];
  readonly answerable: boolean;
  readonly source: string;
  readonly answer?: string;
  /** Share of the reference answer's words that the stored documents contain. */
  readonly answer_support?: number;
  readonly thread?: number | string;
  readonly difficulty?: 'near' | 'far' | 'far-noisy';
  readonly base_id?: string;
}

/** Questions about the same article or thread, and questions that begin alike, are never on two sides. */
export const groupOf = ({ id, query, thread, relevant_doc_ids: relevant, source }: QuestionRow): string => {
  if (thread !== undefined) return `thread ${thread}`;
  if (source.startsWith('tau2')) return query.slice(0, 60);
  return relevant[0] ?? id;
};
