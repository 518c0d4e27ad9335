import type { PassageHit, StoredPassage } from '@mesh/memory';
import { type TermStatistics, spellingLikeness } from '@mesh/text';

/** What approved answers to questions like this one rested on. */
export interface EarlierUse {
  /** Share of the like questions whose answers rest on a document, from 0 to 1. */
  readonly shareOf: ReadonlyMap<string, number>;
  /** The documents used most, each in the version that was cited. */
  readonly documents: readonly { readonly documentId: string; readonly documentVersion: number }[];
}

const MOST_QUESTIONS = 8;
const MOST_DOCUMENTS = 12;
/** Questions that are less alike have another subject. */
const LIKE_FROM = 0.15;
/** One answer that somebody approved proves little; several prove more. */
const DOUBT = 1;

/** @param hits of the search for the question; those of approved answers count */
export function earlierUse(question: string, hits: readonly PassageHit[], statistics: TermStatistics): EarlierUse {
  const like = likeQuestions(question, hits, statistics);
  const total = like.reduce((sum, { likeness }) => sum + likeness, DOUBT);
  const shareOf = new Map<string, number>();
  const versions = new Map<string, number>();
  for (const { cites = [], likeness } of like) {
    for (const { documentId, documentVersion } of cites) {
      shareOf.set(documentId, (shareOf.get(documentId) ?? 0) + likeness / total);
      versions.set(documentId, documentVersion);
    }
  }
  const documents = [...shareOf]
    .sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))
    .slice(0, MOST_DOCUMENTS)
    .map(([documentId]) => ({ documentId, documentVersion: versions.get(documentId) ?? 1 }));
  return { shareOf, documents };
}

interface LikeQuestion {
  readonly cites: StoredPassage['cites'];
  readonly likeness: number;
}

function likeQuestions(question: string, hits: readonly PassageHit[], statistics: TermStatistics): LikeQuestion[] {
  const resolutions = [
    ...new Map(
      hits.filter(({ passage }) => passage.kind === 'resolution').map(({ passage }) => [passage.documentId, passage]),
    ).values(),
  ];
  const likenesses = spellingLikeness(
    question,
    resolutions.map(({ keywords }) => keywords),
    statistics,
  );
  return resolutions
    .map(({ cites }, at) => ({ cites, likeness: likenesses[at] ?? 0 }))
    .filter(({ likeness }) => likeness >= LIKE_FROM)
    .sort((left, right) => right.likeness - left.likeness)
    .slice(0, MOST_QUESTIONS);
}
