import { stem } from '../tokens/stem';
import { tokenize } from '../tokens/tokenize';
import { CONCEPT_WORDS } from './concept-words';

interface Phrases {
  /** Stems of a phrase, joined, to the groups that it stands in. */
  readonly groupsOf: ReadonlyMap<string, readonly number[]>;
  readonly longest: number;
}

let read: Phrases | undefined;

/** The stems that phrases are compared by: apostrophes are often left out. */
export const phraseStems = (words: readonly string[]): string[] => words.map((word) => stem(word.replaceAll("'", '')));

/** The groups of `CONCEPT_WORDS` that a text speaks of, ascending. */
export function conceptsIn(words: readonly string[]): number[] {
  read ??= readPhrases();
  const stems = phraseStems(words);
  const found = new Set<number>();
  for (let at = 0; at < stems.length; at += 1) {
    for (let size = 1; size <= read.longest && at + size <= stems.length; size += 1) {
      const groups = read.groupsOf.get(stems.slice(at, at + size).join(' '));
      for (const group of groups ?? []) found.add(group);
    }
  }
  return [...found].sort((a, b) => a - b);
}

function readPhrases(): Phrases {
  const groupsOf = new Map<string, number[]>();
  let longest = 1;
  for (const [group, line] of CONCEPT_WORDS.trim().split('\n').entries()) {
    for (const phrase of line.split('|')) {
      const stems = phraseStems(tokenize(phrase).map(({ word }) => word));
      const key = stems.join(' ');
      longest = Math.max(longest, stems.length);
      groupsOf.set(key, [...(groupsOf.get(key) ?? []), group]);
    }
  }
  return { groupsOf, longest };
}
