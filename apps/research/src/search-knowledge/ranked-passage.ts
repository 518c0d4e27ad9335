import type { PassageHit, StoredPassage } from '@mesh/memory';
import { type Passage, type TermStatistics, rerankPassages } from '@mesh/text';

/** A passage in the order of how well it fits a question. */
export interface RankedPassage {
  readonly passage: StoredPassage;
  /** Only compared within one list. */
  readonly score: number;
  /** The approved past answer that led here, and the question that it answered. */
  readonly via?: { readonly decisionId: string; readonly ticketId: string; readonly question: string };
}

/**
 * The hits of a search, best first, without passages that say the same.
 * @param usedBefore share of like questions whose approved answers rest on a document
 */
export function rankHits(
  question: string,
  hits: readonly PassageHit[],
  statistics: TermStatistics,
  usedBefore: ReadonlyMap<string, number> = new Map(),
): RankedPassage[] {
  const byId = new Map(hits.map((hit) => [hit.passage.id, hit.passage]));
  const ranked = rerankPassages(
    question,
    hits.map(({ passage, score, lexicalScore }) => ({
      ...asCandidate(passage, score),
      lexicalScore,
      usedBefore: usedBefore.get(passage.documentId) ?? 0,
    })),
    statistics,
  );
  return withoutRepeats(
    ranked.flatMap(({ id, score }) => {
      const passage = byId.get(id);
      return passage ? [{ passage, score: score ?? 0 }] : [];
    }),
  );
}

/**
 * How the text library sees a passage. The title of a resolution says nothing; the question that it answered does, for
 * the passages that it cites as well.
 */
export const asCandidate = (passage: StoredPassage, score: number, answered?: string): Passage => ({
  id: passage.id,
  documentId: passage.documentId,
  title: passage.kind === 'resolution' ? passage.keywords : [passage.title, answered].join(' ').trim(),
  headingPath: passage.headingPath,
  text: passage.text,
  start: passage.start,
  score,
});

function withoutRepeats(ranked: readonly RankedPassage[]): RankedPassage[] {
  const seen = new Set<string>();
  return ranked.filter(({ passage }) => {
    const words = passage.text.toLowerCase().replace(/\W+/g, ' ').trim();
    if (seen.has(words)) return false;
    seen.add(words);
    return true;
  });
}
