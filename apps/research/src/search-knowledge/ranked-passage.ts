import type { StoredPassage } from '@mesh/memory';
import { type TermStatistics, rerankPassages } from '@mesh/text';
import { type Candidate, type Via, asPassage } from './candidate';

/** A passage in the order of how well it fits a question. */
export interface RankedPassage {
  readonly passage: StoredPassage;
  /** Only compared within one list. */
  readonly score: number;
  readonly via?: Via;
}

/** The candidates of a search, best first, without passages that say the same. */
export function rankCandidates(
  question: string,
  candidates: readonly Candidate[],
  statistics: TermStatistics,
): RankedPassage[] {
  const byId = new Map(candidates.map((candidate) => [candidate.passage.id, candidate]));
  const ranked = rerankPassages(question, candidates.map(asPassage), statistics);
  return withoutRepeats(
    ranked.flatMap(({ id, score }) => {
      const { passage, via } = byId.get(id) ?? {};
      return passage ? [{ passage, score: score ?? 0, ...(via && { via }) }] : [];
    }),
  );
}

function withoutRepeats(ranked: readonly RankedPassage[]): RankedPassage[] {
  const seen = new Set<string>();
  return ranked.filter(({ passage }) => {
    const words = passage.text.toLowerCase().replace(/\W+/g, ' ').trim();
    if (seen.has(words)) return false;
    seen.add(words);
    return true;
  });
}
