import { scoresOf, softmax, type WeightMatrix } from './sparse-vector';
import type { Sample } from './train-linear';

/** A sample with the scores that a model gives it which has not learnt from it. */
export interface HeldOut {
  readonly scores: Float64Array;
  readonly label: number;
}

/** This share of right answers may be lost to honest doubt. */
const LOST = 0.002;

export function heldOutBy(matrix: WeightMatrix, samples: readonly Sample[]): HeldOut[] {
  return samples.map(({ vector, label }) => {
    const scores = new Float64Array(matrix.labels);
    scoresOf(vector, matrix, scores);
    return { scores, label };
  });
}

/**
 * The temperature under which the chances of what was held out are the most likely. Few samples that are all told rightly are
 * no reason to be sure, so each also counts a little as one that could be anything (after Platt, 1999).
 */
export function fitTemperature(heldOut: readonly HeldOut[]): number {
  const doubt = 1 / (heldOut.length + 2);
  let best = { temperature: 1, loss: Infinity };
  for (let temperature = 0.02; temperature <= 3; temperature *= 1.1) {
    const loss = heldOut.reduce((sum, one) => sum + lossOf(one, temperature, doubt), 0);
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

function lossOf(one: HeldOut, temperature: number, doubt: number): number {
  const logarithms = chances(one, temperature).map((chance) => Math.log(chance + 1e-9));
  const anything = logarithms.reduce((sum, value) => sum + value, 0) / logarithms.length;
  return -(1 - doubt) * (logarithms[one.label] ?? 0) - doubt * anything;
}

/** The confidence below which hardly any right answer lies, at most `highest`. */
export function fitFloor(heldOut: readonly HeldOut[], temperature: number, highest: number): number {
  const right = heldOut
    .map((one) => ({ own: chances(one, temperature)[one.label] ?? 0, best: Math.max(...chances(one, temperature)) }))
    .filter(({ own, best }) => own === best)
    .map(({ own }) => own)
    .sort((a, b) => a - b);
  return Math.min(highest, right[Math.floor(right.length * LOST)] ?? highest);
}

function chances({ scores }: HeldOut, temperature: number): Float64Array {
  const copy = Float64Array.from(scores);
  softmax(copy, temperature);
  return copy;
}
