import { accuracy, intervalOf, intervalOfShare, macroF1, matthews } from '../framework/statistics';
import type { Figure, SuiteInput, SuiteResult } from '../framework/suite';
import { fewOfEach } from './few-examples';
import { calibrationError, calibrationPlot, outOfScopePlot } from './triage-plots';
import type { TriageRow } from './triage-row';
import { type Triaged, deskFor, isInScope, isRight, triageAll, worstOf } from './triaged-row';

const BANKING = 'triage-banking77.jsonl';
const CLINC = 'triage-clinc150.jsonl';
const HINT3 = 'triage-hint3.jsonl';
const HINT3_TARGETS = { curekart: 0.62, powerplay11: 0.47, sofmattress: 0.67 };

const share = (name: string, rows: readonly Triaged[], right: (row: Triaged) => boolean, target: number): Figure => {
  const hits = rows.filter(right).length;
  return {
    name,
    value: hits / Math.max(1, rows.length),
    interval: intervalOfShare(hits, rows.length),
    n: rows.length,
    target,
  };
};

const triage = async (train: readonly TriageRow[], data: readonly TriageRow[]): Promise<Triaged[]> =>
  triageAll(await deskFor(train), data);

/** Many similar intents of one bank, all in scope. */
export async function banking77({ directories }: SuiteInput): Promise<SuiteResult> {
  const { train, data } = directories.split<TriageRow>(BANKING);
  const rows = await triage(train, data);
  const figure = share('banking77 accuracy', rows, isRight, 0.93);
  return {
    report: {
      accuracy: figure.value,
      macroF1: macroF1(rows),
      n: rows.length,
      calibrationError: calibrationError(rows),
    },
    figures: [
      figure,
      { name: 'banking77 macro-F1', value: macroF1(rows), interval: intervalOf(rows, macroF1), n: rows.length },
      { name: 'banking77 calibration error', value: calibrationError(rows), n: rows.length, atMost: true },
    ],
    plots: [calibrationPlot('banking77: is the confidence honest?', rows)],
    worst: worstOf(rows),
  };
}

/** As if the tenant had only named its categories and written down five examples of each. */
export async function fewShot({ directories }: SuiteInput): Promise<SuiteResult> {
  const { train, data } = directories.split<TriageRow>(BANKING);
  const rows = await triage(fewOfEach(train, 5), data);
  const figure = share('banking77 accuracy, five examples of each', rows, isRight, 0.75);
  return {
    report: { banking77: { accuracy: figure.value, n: rows.length } },
    figures: [figure],
    plots: [calibrationPlot('banking77 with five examples: is the confidence honest?', rows)],
  };
}

/** Intents of many domains, and messages that belong to none. */
export async function clinc150({ directories }: SuiteInput): Promise<SuiteResult> {
  const { train, data } = directories.split<TriageRow>(CLINC);
  const rows = await triage(train, data);
  const within = share('CLINC150 in-scope accuracy', rows.filter(isInScope), isRight, 0.95);
  const outside = share(
    'CLINC150 out-of-scope recall',
    rows.filter((row) => !isInScope(row)),
    isRight,
    0.75,
  );
  return {
    report: { inScopeAccuracy: within.value, oosRecall: outside.value, n: rows.length },
    figures: [within, outside],
    plots: [
      calibrationPlot('CLINC150: is the confidence honest?', rows),
      outOfScopePlot('CLINC150: out of scope', rows),
    ],
    worst: worstOf(rows),
  };
}

/** Real chats with three small shops; a third belongs to no intent. Each shop is a tenant of its own. */
export async function hint3({ directories }: SuiteInput): Promise<SuiteResult> {
  const { train, data } = directories.split<TriageRow>(HINT3);
  const parts = new Map<string, Triaged[]>();
  for (const bot of Object.keys(HINT3_TARGETS)) {
    const own = (row: TriageRow): boolean => row.bot === bot;
    parts.set(bot, await triage(train.filter(own), data.filter(own)));
  }
  return hint3Result(parts);
}

function hint3Result(parts: ReadonlyMap<string, Triaged[]>): SuiteResult {
  const all = [...parts.values()].flat();
  const figures = Object.entries(HINT3_TARGETS).map(([bot, target]): Figure => {
    const rows = parts.get(bot) ?? [];
    return {
      name: `HINT3 ${bot} MCC`,
      value: matthews(rows),
      interval: intervalOf(rows, matthews),
      n: rows.length,
      target,
    };
  });
  const entries = [...parts].map(([bot, rows]): [string, object] => [
    bot,
    { mcc: matthews(rows), accuracy: accuracy(rows), n: rows.length },
  ]);
  return {
    report: Object.fromEntries(entries),
    figures,
    plots: [outOfScopePlot('HINT3: out of scope', all), calibrationPlot('HINT3: is the confidence honest?', all)],
    worst: worstOf(all),
  };
}
