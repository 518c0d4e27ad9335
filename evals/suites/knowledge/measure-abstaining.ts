import { auroc, intervalOf, intervalOfShare, mean } from '../../framework/statistics';
import type { Figure, Plot, SuiteInput, SuiteResult, WorstCase } from '../../framework/suite';
import type { LocalKnowledge } from './local-knowledge';
import { TOGETHER, questionsOf } from './retrieval-measures';
import { type QuestionRow, groupOf } from './rows';

interface Judged {
  readonly row: QuestionRow;
  readonly answerable: boolean;
  readonly confidence: number;
}

const STEPS = Array.from({ length: 101 }, (_, step) => step / 100);
const KINDS = ['near', 'far', 'far-noisy'] as const;

/**
 * Whether the evidence finder knows what it cannot answer. Answerable questions of three collections against questions
 * whose answer is nowhere, all collections in one index; for near misses, which are all about TechQA, also alone.
 */
export async function measureAbstaining(input: SuiteInput, knowledge: LocalKnowledge): Promise<SuiteResult> {
  const { directories, progress } = input;
  const without = directories.split<QuestionRow>('queries-unanswerable.jsonl', groupOf).data;
  const near = without.filter(({ difficulty }) => difficulty === 'near');
  const asked = (['techqa', 'wixqa', 'stackfaq'] as const).flatMap((name) => questionsOf(directories, name).data);
  progress(`abstain: judging ${asked.length} answerable and ${without.length} unanswerable questions`);
  const judge = (tenantId: string, rows: readonly QuestionRow[]) => judged(knowledge, tenantId, rows);
  const positives = await judge(TOGETHER, asked);
  const negatives = await judge(TOGETHER, without);
  const alone = {
    positives: await judge('techqa', questionsOf(directories, 'techqa').data),
    negatives: await judge('techqa', near),
  };
  const of = (kind: string) => negatives.filter(({ row }) => row.difficulty === kind);
  return {
    report: {
      abstain: {
        ...Object.fromEntries(KINDS.map((kind) => [kind, reportOf(positives, of(kind))])),
        nearWithinTechqa: reportOf(alone.positives, alone.negatives),
      },
    },
    figures: [
      ...KINDS.flatMap((kind) => figuresOf(kind, positives, of(kind), kind === 'near')),
      ...figuresOf('near within TechQA', alone.positives, alone.negatives, false),
    ],
    plots: [curves(positives, of('near'), alone)],
    worst: negatives.filter(({ answerable }) => answerable).map(asWorst),
  };
}

async function judged(
  knowledge: LocalKnowledge,
  tenantId: string,
  rows: readonly QuestionRow[],
): Promise<readonly Judged[]> {
  const all: Judged[] = [];
  for (const row of rows) {
    const { answerable, confidence } = await knowledge.evidenceFor(tenantId, row.query);
    all.push({ row, answerable, confidence });
  }
  return all;
}

const confidences = (rows: readonly Judged[]): number[] => rows.map(({ confidence }) => confidence);
const accepted = (rows: readonly Judged[]): number => rows.filter(({ answerable }) => answerable).length;

const reportOf = (positives: readonly Judged[], negatives: readonly Judged[]) => ({
  auroc: auroc(confidences(positives), confidences(negatives)),
  coverage: accepted(positives) / positives.length,
  refusal: 1 - accepted(negatives) / negatives.length,
  n: negatives.length,
});

function figuresOf(name: string, positives: readonly Judged[], negatives: readonly Judged[], isAim: boolean): Figure[] {
  const { auroc: area, coverage, refusal } = reportOf(positives, negatives);
  const areaOf = (rows: readonly Judged[]) =>
    auroc(
      confidences(rows.filter(({ row }) => row.answerable)),
      confidences(rows.filter(({ row }) => !row.answerable)),
    );
  const n = negatives.length;
  const refused = n - accepted(negatives);
  const goal = (target: number) => (isAim ? { target } : {});
  const interval = intervalOf([...positives, ...negatives], areaOf);
  return [
    { name: `${name}: AUROC`, value: area, interval, n, ...goal(0.8) },
    {
      name: `${name}: answerable questions accepted`,
      value: coverage,
      interval: intervalOfShare(accepted(positives), positives.length),
      n: positives.length,
      ...goal(0.85),
    },
    { name: `${name}: refused`, value: refusal, interval: intervalOfShare(refused, n), n, ...goal(0.55) },
  ];
}

function curves(
  positives: readonly Judged[],
  near: readonly Judged[],
  alone: { readonly positives: readonly Judged[]; readonly negatives: readonly Judged[] },
): Plot {
  const share = (rows: readonly Judged[], from: number) =>
    mean(rows.map(({ confidence }) => (confidence >= from ? 1 : 0)));
  const curve = (name: string, accept: readonly Judged[], refuse: readonly Judged[]) => ({
    name,
    type: 'line',
    showSymbol: false,
    data: STEPS.map((from) => [1 - share(refuse, from), share(accept, from)]),
  });
  return {
    title: 'Answerable questions accepted against near misses refused, over all thresholds',
    option: {
      legend: {},
      xAxis: { type: 'value', name: 'near misses refused', min: 0, max: 1, nameLocation: 'middle', nameGap: 28 },
      yAxis: { type: 'value', name: 'accepted', min: 0, max: 1 },
      series: [
        curve('all collections in one index', positives, near),
        curve('within TechQA', alone.positives, alone.negatives),
      ],
    },
  };
}

const asWorst = ({ row, confidence }: Judged): WorstCase => ({
  id: row.id,
  text: row.query.slice(0, 300),
  expected: `no answer (${row.difficulty ?? ''})`,
  got: 'accepted',
  weight: confidence,
});
