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

/** The temperature under which the chances of what was held out are the most likely. */
export function fitTemperature(heldOut: readonly HeldOut[]): number {
  let best = { temperature: 1, loss: Infinity };
  for (let temperature = 0.02; temperature <= 3; temperature *= 1.1) {
    const loss = heldOut.reduce((sum, one) => sum - Math.log((chances(one, temperature)[one.label] ?? 0) + 1e-9), 0);
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
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
