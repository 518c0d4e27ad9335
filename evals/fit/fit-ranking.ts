import type { RankFeatures } from '@mesh/text';
import type { RankingExample } from './ranking-examples';

export type RankWeights = Readonly<Partial<Record<keyof RankFeatures, number>>>;
type Feature = keyof RankFeatures;

const STEPS = 80;
const RATE = 0.15;
const L2 = 0.001;
/** Of Adam. */
const [DECAY, DECAY_OF_SQUARES, TINY] = [0.9, 0.99, 1e-8];

/** The candidates of one search as numbers: a row of features each, and the documents that count. */
interface Search {
  readonly weight: number;
  readonly features: Float64Array;
  /** What the rows score by weights that are not fitted. */
  readonly given: Float64Array;
  /** Rows of each relevant document that was found. */
  readonly wanted: readonly (readonly number[])[];
  /** Rows of the other documents. */
  readonly others: readonly number[];
}

/**
 * Weights under which each relevant document stands out from the ones that are not relevant: a softmax of the
 * document's passages against those of the others, by Adam over all questions at once. Each collection weighs the
 * square root of its number of questions.
 * @param given weights that stay as they are
 */
export function fitRanking(examples: readonly RankingExample[], given: RankWeights): RankWeights {
  const [first] = examples[0]?.features ?? [];
  const names = (Object.keys(first ?? {}) as Feature[]).filter((name) => given[name] === undefined);
  const counts = countBy(examples);
  const searches = examples.map((one) => searchOf(one, names, given, counts)).filter(({ wanted }) => wanted.length > 0);
  const weights = new Float64Array(names.length);
  const [mean, square] = [new Float64Array(names.length), new Float64Array(names.length)];
  for (let step = 1; step <= STEPS; step += 1) {
    gradientOf(searches, weights).forEach((slope, at) => {
      mean[at] = DECAY * (mean[at] ?? 0) + (1 - DECAY) * slope;
      square[at] = DECAY_OF_SQUARES * (square[at] ?? 0) + (1 - DECAY_OF_SQUARES) * slope * slope;
      const size = Math.sqrt((square[at] ?? 0) / (1 - DECAY_OF_SQUARES ** step)) + TINY;
      weights[at] = (weights[at] ?? 0) - (RATE * (mean[at] ?? 0)) / (1 - DECAY ** step) / size;
    });
  }
  return { ...given, ...Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 0])) };
}

function countBy(examples: readonly RankingExample[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { collection } of examples) counts.set(collection, (counts.get(collection) ?? 0) + 1);
  return counts;
}

function searchOf(
  { collection, documentIds, features, relevant }: RankingExample,
  names: readonly Feature[],
  given: RankWeights,
  counts: ReadonlyMap<string, number>,
): Search {
  const rowsOf = new Map<string, number[]>();
  documentIds.forEach((documentId, row) => rowsOf.set(documentId, [...(rowsOf.get(documentId) ?? []), row]));
  const documents = [...rowsOf];
  return {
    weight: 1 / Math.sqrt(counts.get(collection) ?? 1),
    features: Float64Array.from(features.flatMap((one) => names.map((name) => one[name]))),
    given: Float64Array.from(features, (one) => scoreOf(given, one)),
    wanted: documents.filter(([documentId]) => relevant.includes(documentId)).map(([, rows]) => rows),
    others: documents.filter(([documentId]) => !relevant.includes(documentId)).flatMap(([, rows]) => rows),
  };
}

function gradientOf(searches: readonly Search[], weights: Float64Array): Float64Array {
  const gradient = weights.map((value) => L2 * value);
  const total = searches.reduce((sum, { weight }) => sum + weight, 0);
  for (const search of searches) {
    const { features, weight } = search;
    pullsOf(search, scoresOf(search, weights)).forEach((pull, row) => {
      const force = (pull * weight) / total;
      for (let at = 0; at < weights.length; at += 1) {
        gradient[at] = (gradient[at] ?? 0) + force * (features[row * weights.length + at] ?? 0);
      }
    });
  }
  return gradient;
}

const scoresOf = ({ features, given }: Search, weights: Float64Array): Float64Array =>
  given.map((start, row) => {
    let score = start;
    for (let at = 0; at < weights.length; at += 1) {
      score += (features[row * weights.length + at] ?? 0) * (weights[at] ?? 0);
    }
    return score;
  });

/** How much the loss grows with the score of each row. */
function pullsOf({ wanted, others }: Search, scores: Float64Array): Float64Array {
  const top = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - top));
  const sumOf = (rows: readonly number[]) => rows.reduce((sum, row) => sum + (odds[row] ?? 0), TINY);
  const pulls = new Float64Array(scores.length);
  const add = (row: number, factor: number) =>
    (pulls[row] = (pulls[row] ?? 0) + (factor * (odds[row] ?? 0)) / wanted.length);
  const rest = sumOf(others);
  for (const rows of wanted) {
    const own = sumOf(rows);
    for (const row of rows) add(row, 1 / (own + rest) - 1 / own);
    for (const row of others) add(row, 1 / (own + rest));
  }
  return pulls;
}

const scoreOf = (weights: RankWeights, features: RankFeatures): number =>
  (Object.entries(weights) as [Feature, number][]).reduce((sum, [name, weight]) => sum + weight * features[name], 0);

/** The documents of a search in the order of these weights. */
export function rankedDocuments(weights: RankWeights, { documentIds, features }: RankingExample): string[] {
  const scores = features.map((one) => scoreOf(weights, one));
  const order = documentIds.map((_, at) => at).sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0));
  return [...new Set(order.map((at) => documentIds[at] ?? ''))];
}
