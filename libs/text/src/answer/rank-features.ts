import type { TermStatistics } from '../search/lexical-index';
import { byHash, groupsInCommon, letterGroups } from '../search/letter-groups';
import { stem } from '../tokens/stem';
import { tokenize } from '../tokens/tokenize';
import { type AnalysedPassage, analysedPassage } from './analysed-passage';
import { consensusOf, likeness, type Consensus } from './candidate-consensus';
import type { Passage } from './passage';
import { passageFeatures, share } from './passage-features';
import { questionTerms, type QuestionTerm, rarity } from './question-terms';

/** What is known of a candidate beside the others of its search; every figure lies between 0 and 1. */
export interface RankFeatures {
  /** Of the search, as a share of the best candidate's. */
  readonly score: number;
  readonly lexical: number;
  readonly coverage: number;
  readonly titleCoverage: number;
  readonly titleFocus: number;
  readonly pairs: number;
  readonly sentence: number;
  readonly stated: number;
  readonly headingFocus: number;
  /** The same for the first line of the question, which is its subject where it has several. */
  readonly subjectCoverage: number;
  readonly subjectTitle: number;
  readonly subjectFocus: number;
  readonly subjectPairs: number;
  readonly subjectSentence: number;
  /** Share of the names, codes and numbers of the question that it contains. */
  readonly identifiers: number;
  /** Spelling in common, which also sees compounds, endings and parts of identifiers. */
  readonly letters: number;
  readonly titleLetters: number;
  /** What all candidates of its document cover together. */
  readonly document: number;
  /** What the words of all candidates of its document score together, as a share of the best document's. */
  readonly documentScore: number;
  /** Likeness to the best candidates: what they agree on belongs to the subject (pseudo-relevance feedback). */
  readonly agreement: number;
  /** Share of its title that other leading documents mention. */
  readonly linked: number;
  /** The beginning of a document. */
  readonly opening: number;
  readonly usedBefore: number;
}

interface Asked {
  readonly terms: readonly QuestionTerm[];
  readonly subject: readonly QuestionTerm[];
  readonly identifiers: readonly QuestionTerm[];
  readonly letters: ReadonlyMap<number, number>;
}

const IDENTIFIER = /\d|\p{Ll}\p{Lu}|[_.@/-]|^\p{Lu}{2,}$/u;

/** The features of all candidates of one search, in their order. */
export function rankFeatures(
  question: string,
  passages: readonly Passage[],
  statistics?: TermStatistics,
): RankFeatures[] {
  const asked = askedBy(question, statistics);
  const analysed = passages.map(analysedPassage);
  const consensus = consensusOf(passages, analysed, statistics);
  const documents = wordsOfDocuments(passages, analysed);
  const sums = scoresOfDocuments(passages);
  const topDocument = Math.max(1e-9, ...sums.values());
  const top = highest(passages, ({ score }) => score);
  const topLexical = highest(passages, lexicalOf);
  return passages.map((passage, at) => {
    const known = analysed[at] ?? analysedPassage(passage);
    return {
      score: (passage.score ?? 0) / top,
      lexical: (lexicalOf(passage) ?? 0) / topLexical,
      ...ofWords(asked, passage, statistics),
      letters: groupsInCommon(asked.letters, known.letters.all),
      titleLetters: groupsInCommon(asked.letters, known.letters.title),
      identifiers: share(asked.identifiers, known.words),
      document: share(asked.terms, documents.get(passage.documentId) ?? known.words),
      documentScore: (sums.get(passage.documentId) ?? 0) / topDocument,
      ...ofOthers(passage, known, consensus, statistics),
      opening: passage.start === 0 ? 1 : 0,
      usedBefore: passage.usedBefore ?? 0,
    };
  });
}

const lexicalOf = ({ lexicalScore, score }: Passage): number | undefined => lexicalScore ?? score;

const highest = (passages: readonly Passage[], pick: (passage: Passage) => number | undefined): number =>
  Math.max(1e-9, ...passages.map((passage) => pick(passage) ?? 0));

function askedBy(question: string, statistics: TermStatistics | undefined): Asked {
  const terms = questionTerms(question, statistics);
  const [subject = '', ...further] = question.split('\n', 2);
  const names = new Set(
    tokenize(question)
      .filter(({ start, end }) => IDENTIFIER.test(question.slice(start, end)))
      .map(({ word }) => stem(word)),
  );
  return {
    terms,
    subject: further.length === 0 ? terms : questionTerms(subject, statistics),
    identifiers: terms.filter(({ term }) => names.has(term)),
    letters: byHash(letterGroups(question, (word) => rarity(stem(word), statistics))),
  };
}

function ofWords({ terms, subject }: Asked, passage: Passage, statistics: TermStatistics | undefined) {
  const whole = passageFeatures(terms, passage, statistics);
  const first = subject === terms ? whole : passageFeatures(subject, passage, statistics);
  return {
    coverage: whole.coverage,
    titleCoverage: whole.titleCoverage,
    titleFocus: whole.titleFocus,
    pairs: whole.pairs,
    sentence: whole.sentence,
    stated: whole.stated,
    headingFocus: whole.headingFocus,
    subjectCoverage: first.coverage,
    subjectTitle: first.titleCoverage,
    subjectFocus: first.titleFocus,
    subjectPairs: first.pairs,
    subjectSentence: first.sentence,
  };
}

function ofOthers(
  passage: Passage,
  known: AnalysedPassage,
  { profile, leaders }: Consensus,
  statistics: TermStatistics | undefined,
) {
  const others = leaders.filter(({ documentId }) => documentId !== passage.documentId);
  const mentions = others.map(({ words }) => shareOfTitle(known.title, words, statistics));
  return {
    agreement: likeness(profile, known, statistics),
    linked: mentions.reduce((sum, one) => sum + one, 0) / Math.max(1, mentions.length),
  };
}

function shareOfTitle(
  title: ReadonlySet<string>,
  words: ReadonlySet<string>,
  statistics: TermStatistics | undefined,
): number {
  let found = 0;
  let total = 0;
  for (const term of title) {
    const weight = rarity(term, statistics);
    total += weight;
    if (words.has(term)) found += weight;
  }
  return total > 0 ? found / total : 0;
}

/** Further passages of a document add less and less. */
function scoresOfDocuments(passages: readonly Passage[]): ReadonlyMap<string, number> {
  const found = new Map<string, number[]>();
  for (const passage of passages) {
    const scores = found.get(passage.documentId) ?? [];
    scores.push(lexicalOf(passage) ?? 0);
    found.set(passage.documentId, scores);
  }
  const discounted = (scores: number[]) =>
    scores.sort((a, b) => b - a).reduce((sum, score, at) => sum + score / (at + 1), 0);
  return new Map([...found].map(([documentId, scores]) => [documentId, discounted(scores)]));
}

function wordsOfDocuments(
  passages: readonly Passage[],
  analysed: readonly AnalysedPassage[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const documents = new Map<string, Set<string>>();
  passages.forEach(({ documentId }, at) => {
    const words = documents.get(documentId) ?? new Set<string>();
    for (const word of analysed[at]?.words ?? []) words.add(word);
    documents.set(documentId, words);
  });
  return documents;
}
