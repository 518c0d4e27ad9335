import type { KnowledgeRow } from '../../tools/running-mesh/load-knowledge';
import { CORRUPTING } from './corrupt';
import { CORRUPTIONS, type GateRow, type GoodReply } from './gate-row';
import { goodReplies, paraphrase } from './good-replies';

/** Good replies from the documents, and each corrupted in every way that it can be; always the same ones. */
export function buildGateRows(documents: readonly KnowledgeRow[]): GateRow[] {
  return goodReplies(documents).flatMap((reply) => [
    rowOf(reply, 'quoted', reply.sentences, null),
    rowOf(reply, 'paraphrased', paraphrase(reply.sentences), null),
    ...CORRUPTIONS.flatMap((corruption) => {
      const others = documents.filter(({ doc_id }) => doc_id !== reply.documents[0]?.doc_id);
      const spoilt = CORRUPTING[corruption](reply, others);
      return spoilt ? [rowOf(reply, corruption, spoilt, corruption)] : [];
    }),
  ]);
}

const rowOf = (
  { id, documents }: GoodReply,
  kind: string,
  sentences: readonly string[],
  spoilt: string | null,
): GateRow => ({
  id: `gate-${id}-${kind}`,
  doc_ids: documents.map(({ doc_id }) => doc_id),
  reply: sentences.join(' '),
  class: spoilt,
});
