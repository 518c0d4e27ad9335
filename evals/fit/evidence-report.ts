import { auroc, mean } from '../framework/statistics';
import { constantsOf } from './constants-text';
import type { EvidenceExample } from './evidence-examples';
import { type EvidenceModel, fitEvidence, scoreOf } from './fit-evidence';
import { crossValidated } from './folds';

/** Not fitted: it is about small collections, and there is none among these. */
const GIVEN: EvidenceModel['weights'] = { said: 3 };
/** The threshold that ships, and what it is to accept of the questions that have an answer. */
const THRESHOLD = 0.6;
const ACCEPTED = 0.87;

interface Judged extends EvidenceExample {
  readonly score: number;
}

/**
 * The fitted weights with a bias under which the threshold accepts the wanted share of unseen answerable questions; and
 * what that refuses of the others.
 */
export function evidenceReport(examples: readonly EvidenceExample[]): string {
  const fit = (some: readonly EvidenceExample[]) => fitEvidence(some, GIVEN);
  const scores = crossValidated(examples, fit, (model, { features }) => scoreOf(model, features));
  const judged = examples.map((example, at): Judged => ({ ...example, score: scores[at] ?? 0 }));
  const answerable = judged.filter((one) => one.answerable);
  const from = quantile(
    answerable.map(({ score }) => score),
    1 - ACCEPTED,
  );
  const { weights, bias } = fit(examples);
  const shifted = bias - from + Math.log(THRESHOLD / (1 - THRESHOLD));
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  return [
    ...kinds.map((kind) => lineOf(kind, judged, answerable, from)),
    '',
    'evidence-weights.ts',
    constantsOf(weights),
    `bias ${shifted.toFixed(2)}`,
  ].join('\n');
}

function lineOf(kind: string, judged: readonly Judged[], answerable: readonly Judged[], from: number): string {
  const own = judged.filter((one) => one.kind === kind);
  const accepted = mean(own.map(({ score }) => (score >= from ? 1 : 0)));
  const area = auroc(
    answerable.map(({ score }) => score),
    own.map(({ score }) => score),
  );
  const isAnswerable = own[0]?.answerable === true;
  return `${kind.padEnd(20)} n ${String(own.length).padStart(4)}   accepted ${accepted.toFixed(3)}${isAnswerable ? '' : `   AUROC ${area.toFixed(3)}`}`;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(share * sorted.length)] ?? 0;
}
