import { createHash } from 'node:crypto';

export type Interval = readonly [low: number, high: number];

const Z = 1.959964;
const RESAMPLES = 1000;

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Wilson's 95 % interval of a share. */
export function intervalOfShare(successes: number, n: number): Interval {
  if (n === 0) return [0, 1];
  const share = successes / n;
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const middle = share + (Z * Z) / (2 * n);
  const scale = 1 + (Z * Z) / n;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}

/** Bootstrap 95 % interval of any statistic over rows; the same rows always give the same interval. */
export function intervalOf<Row>(rows: readonly Row[], statistic: (rows: readonly Row[]) => number): Interval {
  if (rows.length === 0) return [0, 1];
  const values = Array.from({ length: RESAMPLES }, (_, round) => statistic(resample(rows, round)));
  values.sort((a, b) => a - b);
  return [values[Math.floor(0.025 * RESAMPLES)] ?? 0, values[Math.ceil(0.975 * RESAMPLES) - 1] ?? 1];
}

function resample<Row>(rows: readonly Row[], round: number): Row[] {
  let state = createHash('sha256').update(String(round)).digest().readUInt32BE(0);
  return rows.map(() => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return rows[Math.floor((state / 2 ** 32) * rows.length)] as Row;
  });
}

/** Area under the ROC curve: how often a positive is scored above a negative; ties count half. */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  if (positives.length === 0 || negatives.length === 0) return Number.NaN;
  const sorted = [...negatives].sort((a, b) => a - b);
  const below = (value: number, orEqual: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const item = sorted[middle] ?? 0;
      if (item < value || (orEqual && item === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const wins = positives.map((value) => (below(value, false) + below(value, true)) / 2);
  return mean(wins) / sorted.length;
}

export interface Prediction {
  readonly expected: string;
  readonly got: string;
}

export const accuracy = (rows: readonly Prediction[]): number =>
  mean(rows.map(({ expected, got }) => (expected === got ? 1 : 0)));

export function f1Of(rows: readonly Prediction[], label: string): number {
  const hits = rows.filter(({ expected, got }) => expected === label && got === label).length;
  const wanted = rows.filter(({ expected }) => expected === label).length;
  const said = rows.filter(({ got }) => got === label).length;
  return wanted + said === 0 ? 0 : (2 * hits) / (wanted + said);
}

/** Unweighted mean over the labels that are expected somewhere. */
export const macroF1 = (rows: readonly Prediction[]): number =>
  mean([...new Set(rows.map(({ expected }) => expected))].map((label) => f1Of(rows, label)));

/** Matthews correlation coefficient over any number of labels (Gorodkin's R_K). */
export function matthews(rows: readonly Prediction[]): number {
  const n = rows.length;
  const expected = countBy(rows.map((row) => row.expected));
  const got = countBy(rows.map((row) => row.got));
  const right = rows.filter((row) => row.expected === row.got).length;
  const product = [...expected].reduce((sum, [label, count]) => sum + count * (got.get(label) ?? 0), 0);
  const squares = (counts: Map<string, number>) => [...counts.values()].reduce((sum, count) => sum + count * count, 0);
  const scale = Math.sqrt((n * n - squares(got)) * (n * n - squares(expected)));
  return scale === 0 ? 0 : (right * n - product) / scale;
}

function countBy(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
