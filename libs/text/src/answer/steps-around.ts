import type { Candidate } from './candidate-sentences';
import { adjoining } from './whole-thoughts';

/** The unbroken run of steps at or just after a sentence, with its lead-in. */
export function stepsAround(candidates: readonly Candidate[], at: number, room: number): Candidate[] {
  let first = at;
  while (candidates[first]?.isStep) {
    const before = [first - 1, first - 2].find((index) => candidates[index]?.isStep);
    if (before === undefined || !allAdjoin(candidates.slice(before, first + 1))) break;
    first = before;
  }
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

const allAdjoin = (list: readonly Candidate[]): boolean =>
  list.every((candidate, at) => at === 0 || (adjoining(list[at - 1], candidate) && !list[at - 1]?.isLeadIn));
