import type { Candidate } from './candidate-sentences';
import { refersBack } from './refers-back';

/** More sentences than this between two steps are another matter. */
const LARGEST_HOLE = 3;
const NEAR = 160;

/**
 * The picked sentences with what they need to be understood: the sentence that they refer back to, and what stands between
 * two steps. At most `room` sentences in the order of the document; what has no room for its predecessors is left out.
 *
 * @param candidates all usable sentences of the document, in order
 */
export function wholeThoughts(
  picked: readonly Candidate[],
  candidates: readonly Candidate[],
  room: number,
): Candidate[] {
  const chosen = new Set(picked.map((candidate) => candidates.indexOf(candidate)));
  fillHoles(chosen, candidates);
  for (const at of [...chosen]) for (const before of predecessors(at, candidates)) chosen.add(before);
  const runs = runsOf(
    [...chosen].sort((a, b) => a - b),
    candidates,
  );
  return withinRoom(standing(runs), room);
}

export function adjoining(first: Candidate | undefined, second: Candidate | undefined): boolean {
  return (
    first !== undefined &&
    second !== undefined &&
    first.passage.documentId === second.passage.documentId &&
    first.section === second.section &&
    second.start - first.end < NEAR
  );
}

function fillHoles(chosen: Set<number>, candidates: readonly Candidate[]): void {
  const steps = [...chosen].filter((at) => candidates[at]?.isStep).sort((a, b) => a - b);
  steps.slice(1).forEach((to, index) => {
    const from = steps[index] ?? to;
    if (to - from - 1 > LARGEST_HOLE) return;
    for (let at = from + 1; at < to; at += 1) chosen.add(at);
  });
}

function predecessors(at: number, candidates: readonly Candidate[]): number[] {
  const found: number[] = [];
  for (let index = at; adjoining(candidates[index - 1], candidates[index]); index -= 1) {
    const before = candidates[index - 1];
    const isNeeded =
      refersBack(candidates[index]?.text ?? '', before?.text) || (before?.isStep === true && candidates[index]?.isStep);
    if (!isNeeded) break;
    found.push(index - 1);
  }
  return found;
}

function runsOf(indices: readonly number[], candidates: readonly Candidate[]): Candidate[][] {
  const runs: Candidate[][] = [];
  indices.forEach((at, index) => {
    const candidate = candidates[at];
    if (!candidate) return;
    const goesOn = indices[index - 1] === at - 1 && adjoining(candidates[at - 1], candidate);
    if (goesOn) runs.at(-1)?.push(candidate);
    else runs.push([candidate]);
  });
  return runs;
}

/** Without the beginnings that refer to a sentence that is not there, if anything else is left. */
function standing(runs: readonly Candidate[][]): Candidate[][] {
  const standing = runs.map((run) => run.slice(run.findIndex(({ text }) => !refersBack(text, undefined))));
  const whole = standing.filter(([first]) => first !== undefined && !refersBack(first.text, undefined));
  return whole.length > 0 ? whole : [...runs];
}

/** The best runs first; the last one that has room is cut at its end, so that its beginning stays. */
function withinRoom(runs: readonly Candidate[][], room: number): Candidate[] {
  const best = (run: readonly Candidate[]) => Math.max(...run.map(({ fitInContext }) => fitInContext));
  const kept: Candidate[] = [];
  for (const run of [...runs].sort((a, b) => best(b) - best(a))) kept.push(...run.slice(0, room - kept.length));
  return kept.sort((a, b) => a.start - b.start);
}
