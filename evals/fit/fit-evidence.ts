import type { EvidenceFeatures } from '@mesh/text';
import type { EvidenceExample } from './evidence-examples';
import { solve } from './solve';

type Feature = keyof EvidenceFeatures;

export interface EvidenceModel {
  readonly weights: Readonly<Partial<Record<Feature, number>>>;
  readonly bias: number;
}

const STEPS = 12;
const L2 = 1;

/**
 * Logistic regression by Newton's method, each example with its weight.
 * @param given weights that stay as they are
 */
export function fitEvidence(examples: readonly EvidenceExample[], given: EvidenceModel['weights']): EvidenceModel {
  const names = (Object.keys(examples[0]?.features ?? {}) as Feature[]).filter((name) => given[name] === undefined);
  const rows = examples.map(({ features, weight, answerable }) => ({
    values: [...names.map((name) => features[name]), 1],
    start: scoreOf({ weights: given, bias: 0 }, features),
    ...{ weight, wanted: answerable ? 1 : 0 },
  }));
  const pulls = [...names.map(() => L2), 0];
  let weights = pulls.map(() => 0);
  for (let step = 0; step < STEPS; step += 1) {
    const slope = weights.map((value, at) => value * (pulls[at] ?? 0));
    const bend = pulls.map((pull, i) => pulls.map((_, j) => (i === j ? pull : 0)));
    for (const { values, start, weight, wanted } of rows) {
      const chance = chanceOf(values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), start));
      const spread = weight * chance * (1 - chance);
      values.forEach((value, i) => {
        slope[i] = (slope[i] ?? 0) + weight * (chance - wanted) * value;
        const line = bend[i] ?? [];
        values.forEach((other, j) => (line[j] = (line[j] ?? 0) + spread * value * other));
      });
    }
    const change = solve(bend, slope);
    weights = weights.map((value, at) => value - (change[at] ?? 0));
  }
  const fitted = Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 0]));
  return { weights: { ...given, ...fitted }, bias: weights.at(-1) ?? 0 };
}

/** Log odds that the evidence answers. */
export const scoreOf = ({ weights, bias }: EvidenceModel, features: EvidenceFeatures): number =>
  (Object.entries(weights) as [Feature, number][]).reduce((sum, [name, weight]) => sum + weight * features[name], bias);

const chanceOf = (score: number): number => 1 / (1 + Math.exp(-score));
