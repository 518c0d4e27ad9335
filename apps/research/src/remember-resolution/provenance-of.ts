import type { DataOf, RememberResolution } from '@mesh/contracts';
import type { Provenance } from '@mesh/memory';

/** Where an approved answer comes from; each document version that it rests on is named once. */
export function provenanceOf(data: DataOf<typeof RememberResolution>): Provenance {
  const cited = new Map(
    data.answer.citations.map(({ documentId, documentVersion }) => [
      `${documentId} ${documentVersion}`,
      { documentId, documentVersion },
    ]),
  );
  const { ticketId, decisionId, approvedBy, category } = data;
  return {
    ticketId,
    decisionId,
    approvedBy: { kind: approvedBy.kind, id: approvedBy.id },
    category,
    cited: [...cited.values()],
  };
}
