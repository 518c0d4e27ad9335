import type { RankedPassage } from './ranked-passage';

export interface SearchItem {
  readonly documentId: string;
  readonly documentVersion: number;
  readonly title: string;
  readonly url?: string;
  readonly quote: string;
  /** Only compared within one answer. */
  readonly score: number;
}

/** One passage per document, the best. */
export function bestOfEach(ranked: readonly RankedPassage[]): RankedPassage[] {
  const best = new Map<string, RankedPassage>();
  for (const one of ranked) if (!best.has(one.passage.documentId)) best.set(one.passage.documentId, one);
  return [...best.values()];
}

export const asItem = ({ passage, score }: RankedPassage): SearchItem => ({
  documentId: passage.documentId,
  documentVersion: passage.documentVersion,
  title: passage.title,
  ...(passage.url === undefined ? {} : { url: passage.url }),
  quote: passage.text,
  score: Math.round(score * 1000) / 1000,
});
