import type { TermStatistics } from '../search/lexical-index';
import type { Passage } from './passage';
import { rankFeatures, type RankFeatures } from './rank-features';
import { analysedPassage } from './analysed-passage';
import { questionTerms, type QuestionTerm } from './question-terms';

/** What a set of passages, best first, tells about whether a question can be answered from them. */
export interface EvidenceFeatures {
  readonly coverage: number;
  readonly titleCoverage: number;
  readonly titleFocus: number;
  readonly pairs: number;
  readonly sentence: number;
  /** Weight of the question's terms found in the best passage, damped: many rare words in common is strong evidence. */
  readonly mass: number;
  /** Share of the question's weight in words that the collection has never seen. */
  readonly unseen: number;
  /** Share of the three rarest words of the question found in one passage. */
  readonly specific: number;
  /** How many content words the question has, damped: 0 for none, towards 1 for many. */
  readonly substance: number;
  /**
   * Share of the question's content words that one sentence says together with its heading. Counts the less the more
   * passages the collection has: in many, most words stand together somewhere.
   */
  readonly said: number;
  /** Words in common between question and best title, damped. */
  readonly titleMass: number;
  /** Spelling in common with the best passage and with the best title. */
  readonly letters: number;
  readonly titleLetters: number;
  /** Of the first line of the question: what the best passage covers, and what its title does. */
  readonly subjectCoverage: number;
  readonly subjectTitle: number;
  readonly subjectFocus: number;
  readonly subjectPairs: number;
  /** Share of the codes, versions and numbers of the question that no passage looked at contains. */
  readonly codesMissing: number;
  /** Share of the names and codes of the question in the best passage; without any, what it covers of the rest. */
  readonly identifiers: number;
  /** How far the best document is ahead of the next. */
  readonly lead: number;
  /** How much the best candidates resemble each other. */
  readonly agreement: number;
}

const LOOKED_AT = 5;
const CODE = /\d/;
const CODE_DOUBT = 0.3;
/** Passages of a collection in which `said` counts half. */
const SMALL_COLLECTION = 30;

export function evidenceFeatures(
  question: string,
  passages: readonly Passage[],
  statistics?: TermStatistics,
): EvidenceFeatures {
  const terms = questionTerms(question, statistics);
  const content = terms.filter((term) => !term.filler);
  const best = passages.slice(0, LOOKED_AT);
  const features = rankFeatures(question, best, statistics);
  const max = (pick: (f: RankFeatures) => number) => Math.max(0, ...features.map(pick));
  const total = terms.reduce((sum, term) => sum + term.weight, 0);
  const unseen = total > 0 ? content.reduce((sum, t) => sum + t.weight * t.unseen, 0) / total : 1;
  return {
    coverage: max((f) => f.coverage),
    titleCoverage: max((f) => f.titleCoverage),
    titleFocus: max((f) => Math.max(f.titleFocus, f.headingFocus)),
    pairs: max((f) => f.pairs),
    sentence: max((f) => f.sentence),
    mass: damp(max((f) => f.coverage) * total, 1.5),
    unseen,
    specific: Math.max(0, ...best.map((passage) => specific(content, analysedPassage(passage).words))),
    substance: damp(content.length, 4),
    said: max((f) => f.stated) * (1 - unseen) * (statistics ? 1 - damp(statistics.size, SMALL_COLLECTION) : 0),
    titleMass: damp(max((f) => f.titleCoverage) * total, 0.8),
    letters: max((f) => f.letters),
    titleLetters: max((f) => f.titleLetters),
    subjectCoverage: max((f) => f.subjectCoverage),
    subjectTitle: max((f) => f.subjectTitle),
    subjectFocus: max((f) => f.subjectFocus),
    subjectPairs: max((f) => f.subjectPairs),
    identifiers: max((f) => f.identifiers),
    agreement: max((f) => f.agreement),
    codesMissing: codesMissing(content, best),
    lead: lead(passages),
  };
}

function codesMissing(content: readonly QuestionTerm[], passages: readonly Passage[]): number {
  const codes = content.filter(({ term }) => CODE.test(term));
  const total = codes.reduce((sum, { weight }) => sum + weight, 0);
  const known = passages.map((passage) => analysedPassage(passage).words);
  const missing = codes.filter(({ term }) => !known.some((words) => words.has(term)));
  return total > 0 ? missing.reduce((sum, { weight }) => sum + weight, 0) / (total + CODE_DOUBT) : 0;
}

function lead(passages: readonly Passage[]): number {
  const [first] = passages;
  const next = passages.find(({ documentId }) => documentId !== first?.documentId);
  const top = first?.score ?? 0;
  return next && top > 0 ? Math.min(1, Math.max(0, 1 - (next.score ?? 0) / top)) : 1;
}

function damp(value: number, half: number): number {
  return value / (value + half);
}

function specific(content: readonly QuestionTerm[], words: ReadonlySet<string>): number {
  const rarest = [...content].sort((a, b) => b.weight - a.weight).slice(0, 3);
  const found = rarest.filter((term) => words.has(term.term)).length;
  return rarest.length > 0 ? found / rarest.length : 0;
}
