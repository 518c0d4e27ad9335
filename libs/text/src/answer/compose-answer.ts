import type { TermStatistics } from '../search/lexical-index';
import { candidateSentences, type Candidate } from './candidate-sentences';
import type { Passage } from './passage';
import { ReplyWriter, type ComposedAnswer } from './reply-writer';
import { questionTerms, type QuestionTerm } from './question-terms';

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

/**
 * An extractive reply: sentences of the best passages (given best first), unchanged, each with its citation. Steps stay in
 * their order and are numbered. The best document answers; others follow only if they fit nearly as well. Empty body when
 * no passage holds a usable sentence. Greeting and closing are the caller's.
 */
export function composeAnswer(
  question: string,
  passages: readonly Passage[],
  options: ComposeOptions = {},
): ComposedAnswer {
  const { maxDocuments = 3, maxSentences = 12, statistics } = options;
  const terms = questionTerms(question, statistics);
  const writer = new ReplyWriter();
  const used: Candidate[] = [];
  for (const group of documentGroups(passages, maxDocuments)) {
    const room = used.length === 0 ? Math.min(MAX_STEPS, maxSentences) : Math.min(3, maxSentences - used.length);
    const chosen = room > 0 ? withoutOpenEnd(choose(group, terms, used, room)) : [];
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

function choose(
  group: readonly Passage[],
  terms: readonly QuestionTerm[],
  used: readonly Candidate[],
  room: number,
): Candidate[] {
  const isLead = used.length === 0;
  const candidates = withoutRepeats(
    [...group].sort((a, b) => a.start - b.start).flatMap((passage) => candidateSentences(passage, terms)),
    used,
  );
  const best = strongest(candidates, group[0]?.id);
  if (!best) return [];
  const at = candidates.indexOf(best);
  const steps = stepsAround(candidates, at, room);
  if (steps.length >= 2) return steps;
  const picked = diverse(candidates, best, isLead ? Math.min(4, room) : 1);
  return picked.sort((a, b) => a.start - b.start);
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
function strongest(candidates: readonly Candidate[], leadPassage: string | undefined): Candidate | undefined {
  const value = (candidate: Candidate, at: number) =>
    candidate.fit + (candidate.passage.id === leadPassage ? LEAD_PASSAGE_BONUS : 0) + stepBonus(candidates, at);
  const values = candidates.map(value);
  return candidates[values.indexOf(Math.max(...values))];
}

function stepBonus(candidates: readonly Candidate[], at: number): number {
  const next = candidates[at + 1];
  if (candidates[at]?.isLeadIn) return next?.isStep ? 0.25 : -0.2;
  const hasNeighbour = next?.isStep === true || candidates[at - 1]?.isStep === true;
  return candidates[at]?.isStep && hasNeighbour ? 0.1 : 0;
}

/** The unbroken run of steps at or just after a sentence, with its lead-in. */
function stepsAround(candidates: readonly Candidate[], at: number, room: number): Candidate[] {
  let first = at;
  while (
    candidates[first - 1]?.isStep &&
    candidates[first]?.isStep &&
    adjoining(candidates[first - 1], candidates[first])
  )
    first -= 1;
  if (!candidates[first]?.isStep) {
    const next = [first + 1, first + 2].find(
      (index) => candidates[index]?.isStep && adjoining(candidates[first], candidates[index]),
    );
    if (next === undefined) return [];
    return [candidates[first], ...run(candidates, next, room - 1)].filter((found) => found !== undefined);
  }
  const lead = candidates[first - 1];
  const steps = run(candidates, first, room);
  return lead?.isLeadIn && adjoining(lead, candidates[first]) ? [lead, ...steps.slice(0, room - 1)] : steps;
}

function run(candidates: readonly Candidate[], from: number, room: number): Candidate[] {
  const steps: Candidate[] = [];
  for (let at = from; at < candidates.length && steps.length < room; at += 1) {
    const candidate = candidates[at];
    if (
      !candidate ||
      (!candidate.isStep && !candidates[at + 1]?.isStep) ||
      (steps.length > 0 && !adjoining(steps.at(-1), candidate))
    )
      break;
    if (candidate.isLeadIn && steps.length > 0) break;
    steps.push(candidate);
  }
  return steps;
}

function adjoining(first: Candidate | undefined, second: Candidate | undefined): boolean {
  return (
    first !== undefined &&
    second !== undefined &&
    first.passage.documentId === second.passage.documentId &&
    second.start - first.end < 160
  );
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
