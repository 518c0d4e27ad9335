import { shuffle } from './shuffle';
import { SQUARE, scoresOf, type SparseVector, type WeightMatrix } from './sparse-vector';

export interface Sample {
  readonly vector: SparseVector;
  readonly label: number;
}

export interface LinearTask {
  readonly rows: number;
  readonly labels: number;
  readonly epochs: number;
  /** How much more an example of a label counts for it than each of the others against it. */
  readonly positiveWeight: number;
}

const COST = 1;

/**
 * One support vector machine per label, squared hinge loss, all trained side by side by dual coordinate descent (Hsieh et
 * al., 2008): an example that all machines have learnt changes nothing any more.
 */
export function trainLinear(samples: readonly Sample[], task: LinearTask): WeightMatrix {
  const matrix = { labels: task.labels, weights: new Float32Array(task.rows * task.labels) };
  const duals = new Float32Array(samples.length * task.labels);
  const change = new Float64Array(task.labels);
  const order = samples.map((_, at) => at);
  for (let epoch = 0; epoch < task.epochs; epoch += 1) {
    shuffle(order, epoch + 1);
    for (const at of order) {
      const sample = samples[at];
      if (!sample) continue;
      scoresOf(sample.vector, matrix, change);
      takeSteps(sample, duals.subarray(at * task.labels, (at + 1) * task.labels), change, task.positiveWeight);
      addScaled(matrix, sample.vector, change);
    }
  }
  return matrix;
}

/** Turns the scores of a sample into what each machine has to change. */
function takeSteps(sample: Sample, duals: Float32Array, change: Float64Array, positiveWeight: number): void {
  for (let label = 0; label < change.length; label += 1) {
    const isOwn = label === sample.label;
    const sign = isOwn ? 1 : -1;
    const softness = 1 / (2 * COST * (isOwn ? positiveWeight : 1));
    const dual = duals[label] as number;
    const gradient = sign * (change[label] as number) - 1 + dual * softness;
    const next = Math.max(dual - gradient / (SQUARE + softness), 0);
    duals[label] = next;
    change[label] = (next - dual) * sign;
  }
}

function addScaled({ labels, weights }: WeightMatrix, vector: SparseVector, change: Float64Array): void {
  const moved = [...change.keys()].filter((label) => change[label] !== 0);
  if (moved.length === 0) return;
  for (let at = 0; at < vector.rows.length; at += 1) {
    const value = vector.values[at] as number;
    const base = (vector.rows[at] as number) * labels;
    for (const label of moved)
      weights[base + label] = (weights[base + label] as number) + value * (change[label] as number);
  }
}
