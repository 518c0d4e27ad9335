import type { DataOf, RememberResolution } from '@mesh/contracts';
import type { CitedSpan, Provenance } from '@mesh/memory';

/** Where an approved answer comes from; each span that it rests on is named once. */
export function provenanceOf(data: DataOf<typeof RememberResolution>): Provenance {
  const { ticketId, decisionId, approvedBy, category, answer } = data;
  const cited = new Map(answer.citations.map(spanOf).map((span) => [Object.values(span).join(' '), span]));
  return {
    ticketId,
    decisionId,
    approvedBy: { kind: approvedBy.kind, id: approvedBy.id },
    category,
    cited: [...cited.values()],
  };
}

const spanOf = ({ documentId, documentVersion, start, end }: CitedSpan): CitedSpan => ({
  documentId,
  documentVersion,
  start,
  end,
});
