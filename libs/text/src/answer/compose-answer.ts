import type { TermStatistics } from '../search/lexical-index';
import { candidateSentences, type Candidate } from './candidate-sentences';
import type { Passage } from './passage';
import { ReplyWriter, type ComposedAnswer } from './reply-writer';
import { stepsAround } from './steps-around';
import { wholeThoughts } from './whole-thoughts';
import { questionTerms, type QuestionTerm } from './question-terms';
import { expectedAnswer } from './expected-answer';

export interface ComposeOptions {
  readonly maxDocuments?: number;
  readonly maxSentences?: number;
  readonly statistics?: TermStatistics;
}

/** A further document is used when it scores at least this share of the best one. */
const CLOSE_ENOUGH = 0.6;
const MAX_STEPS = 9;
const SIMILAR = 0.6;
const LEAD_PASSAGE_BONUS = 0.15;
const PASSAGES_PER_DOCUMENT = 3;
const EXPECTED_BONUS = 0.7;
const CONTEXT_SHARE = 0.4;
const HEADING_BONUS = 0.5;
const FULL_FIT = 0.95;
/** A section up to this length is given whole. */
const SHORT_SECTION = 6;

interface Asked {
  readonly terms: readonly QuestionTerm[];
  readonly isExpected: (sentence: string) => boolean;
}

/**
 * An extractive reply: sentences of the best passages (given best first), unchanged, each with its citation. Steps stay in
 * their order, without holes, and are numbered; what refers back comes with what it refers to. The best document answers; others follow only if they fit nearly as well. Empty body when
 * no passage holds a usable sentence. Greeting and closing are the caller's.
 */
export function composeAnswer(
  question: string,
  passages: readonly Passage[],
  options: ComposeOptions = {},
): ComposedAnswer {
  const { maxDocuments = 3, maxSentences = 12, statistics } = options;
  const asked = { terms: questionTerms(question, statistics), isExpected: expectedAnswer(question) };
  const writer = new ReplyWriter();
  const used: Candidate[] = [];
  for (const group of documentGroups(passages, maxDocuments)) {
    const room = used.length === 0 ? Math.min(MAX_STEPS, maxSentences) : Math.min(3, maxSentences - used.length);
    const chosen = room > 0 ? withoutOpenEnd(choose(group, asked, used, room)) : [];
    if (chosen.length === 0) continue;
    if (used.length > 0) writer.connector(`See also "${group[0]?.title.trim() ?? ''}":`);
    writer.sentences(chosen);
    used.push(...chosen);
  }
  return writer.finish();
}

function documentGroups(passages: readonly Passage[], maxDocuments: number): Passage[][] {
  const groups = new Map<string, Passage[]>();
  const top = passages[0]?.score ?? 0;
  for (const passage of passages) {
    const known = groups.get(passage.documentId);
    if (known) known.push(passage);
    else if (groups.size < maxDocuments && (groups.size === 0 || (passage.score ?? top) >= top * CLOSE_ENOUGH)) {
      groups.set(passage.documentId, [passage]);
    }
  }
  return [...groups.values()].map((group) => group.slice(0, PASSAGES_PER_DOCUMENT));
}

function choose(group: readonly Passage[], asked: Asked, used: readonly Candidate[], room: number): Candidate[] {
  const isLead = used.length === 0;
  const candidates = withoutRepeats(
    [...group].sort((a, b) => a.start - b.start).flatMap((passage) => candidateSentences(passage, asked.terms)),
    used,
  );
  const best = strongest(candidates, group[0]?.id, asked);
  if (!best) return [];
  const section = sectionOf(candidates, best);
  if (section.length > 0 && section.length <= Math.min(SHORT_SECTION, room)) {
    return isLead ? withOthersExpected(section, candidates, asked, room) : section;
  }
  const steps = stepsAround(candidates, candidates.indexOf(best), room);
  const picked = steps.length >= 2 ? steps : diverse(candidates, best, isLead ? Math.min(4, room) : 1);
  return wholeThoughts(picked, candidates, room);
}

function sectionOf(candidates: readonly Candidate[], { section, passage }: Candidate): Candidate[] {
  if (section === undefined) return [];
  return candidates.filter((other) => other.section === section && other.passage.documentId === passage.documentId);
}

/** Two sections may hold what was asked, such as the hours of the hotline and those of the shop. */
function withOthersExpected(
  section: readonly Candidate[],
  candidates: readonly Candidate[],
  { isExpected }: Asked,
  room: number,
): Candidate[] {
  const underHeading = section[0]?.headingFit ?? 0;
  const answers = ({ text, fitInContext, headingFit }: Candidate) =>
    fitInContext >= FULL_FIT && headingFit >= underHeading && isExpected(text);
  const other = section.some(answers) ? candidates.find((one) => !section.includes(one) && answers(one)) : undefined;
  const added = other ? sectionOf(candidates, other) : [];
  const both = added.length + section.length <= room ? [...section, ...added] : [...section];
  return both.sort((a, b) => a.start - b.start);
}

/** A lead-in that leads to nothing is left out. */
function withoutOpenEnd(chosen: Candidate[]): Candidate[] {
  return chosen.at(-1)?.isLeadIn ? chosen.slice(0, -1) : chosen;
}

function withoutRepeats(candidates: readonly Candidate[], used: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const overlaps = kept.some((other) => candidate.start < other.end && other.start < candidate.end);
    if (!overlaps && !used.some((other) => similarity(other, candidate) > SIMILAR)) kept.push(candidate);
  }
  return kept;
}

/** Instructions are worth more than descriptions: what opens or belongs to a run of steps gets a bonus. */
function strongest(
  candidates: readonly Candidate[],
  leadPassage: string | undefined,
  { isExpected }: Asked,
): Candidate | undefined {
  const value = (candidate: Candidate, at: number) =>
    (1 - CONTEXT_SHARE) * candidate.fit +
    CONTEXT_SHARE * candidate.fitInContext +
    HEADING_BONUS * candidate.headingFit +
    (candidate.passage.id === leadPassage ? LEAD_PASSAGE_BONUS : 0) +
    (candidate.fitInContext > 0 && isExpected(candidate.text) ? EXPECTED_BONUS : 0) +
    stepBonus(candidates, at);
  const values = candidates.map(value);
  return candidates[values.indexOf(Math.max(...values))];
}

function stepBonus(candidates: readonly Candidate[], at: number): number {
  const next = candidates[at + 1];
  if (candidates[at]?.isLeadIn) return next?.isStep ? 0.25 : -0.2;
  const hasNeighbour = next?.isStep === true || candidates[at - 1]?.isStep === true;
  return candidates[at]?.isStep && hasNeighbour ? 0.1 : 0;
}

/** Maximal marginal relevance: the best sentence, then those that fit and say something else. */
function diverse(candidates: readonly Candidate[], best: Candidate, limit: number): Candidate[] {
  const chosen = best.isLeadIn ? [] : [best];
  while (chosen.length < limit) {
    const next = candidates
      .filter(
        (candidate) =>
          !chosen.includes(candidate) && !candidate.isLeadIn && candidate.fit >= best.fit * 0.4 && candidate.fit > 0,
      )
      .map((candidate) => ({
        candidate,
        value: 0.7 * candidate.fit - 0.3 * Math.max(0, ...chosen.map((other) => similarity(other, candidate))),
      }))
      .sort((a, b) => b.value - a.value)[0];
    if (!next || next.value <= 0) break;
    chosen.push(next.candidate);
  }
  return chosen;
}

function similarity(a: Candidate, b: Candidate): number {
  const common = [...a.words].filter((word) => b.words.has(word)).length;
  return common / Math.max(1, a.words.size + b.words.size - common);
}
