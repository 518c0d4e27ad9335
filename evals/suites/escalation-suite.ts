import { f1Of, intervalOf } from '../framework/statistics';
import type { Figure, SuiteInput, EvalSuite, SuiteResult } from '../framework/suite';
import { categoryOf } from '../../tools/train-triage/category-name';
import { deskTrainedOn } from '../triage/trained-desk';
import { type Triaged, worstOf } from '../triage/triaged-row';

interface EscalationRow {
  readonly id: string;
  readonly text: string;
  readonly label: 'human' | 'no_human';
  readonly orig_label: string;
  readonly source: string;
}

const FILE = 'escalation-requests.jsonl';
const HUMAN = 'human';
const f1 = (rows: readonly Triaged[]): number => f1Of(rows, HUMAN);
/** The source that is judged: real chats. The other one is made of templates. */
const TARGETS: Readonly<Record<string, number>> = { hint3: 0.85 };

/** Who asks for a person: by rules, and by what the tenant of the source has left to people so far. */
export const escalationSuite: EvalSuite = {
  name: 'escalation',
  async run({ directories, progress }: SuiteInput): Promise<SuiteResult> {
    const { train, data } = directories.split<EscalationRow>(FILE);
    const parts = new Map<string, Triaged[]>();
    for (const source of new Set(data.map((row) => row.source))) {
      progress(`escalation: ${source}`);
      const own = (row: EscalationRow): boolean => row.source === source;
      parts.set(source, await flagged(train.filter(own), data.filter(own)));
    }
    return resultOf(parts);
  },
};

async function flagged(train: readonly EscalationRow[], data: readonly EscalationRow[]): Promise<Triaged[]> {
  const desk = await deskTrainedOn(
    train.map(({ text, label, orig_label }) => ({
      text,
      label: categoryOf(orig_label),
      asksForPerson: label === HUMAN,
    })),
  );
  const rows: Triaged[] = [];
  for (const { id, text, label } of data) {
    const { flags, reasons } = await desk(text);
    const confidence = reasons.find(({ code }) => code.startsWith('asks_for_person'))?.value ?? 0;
    rows.push({ id, text, expected: label, got: flags.includes('asks_for_person') ? HUMAN : 'no_human', confidence });
  }
  return rows;
}

function resultOf(parts: ReadonlyMap<string, Triaged[]>): SuiteResult {
  const figures = [...parts].map(([source, rows]): Figure => {
    const target = TARGETS[source];
    const figure = { name: `${source}: F1 of a request for a person`, value: f1(rows), n: rows.length };
    return { ...figure, interval: intervalOf(rows, f1), ...(target === undefined ? {} : { target }) };
  });
  const entries = [...parts].map(([source, rows]) => [nameOf(source), { f1: f1(rows), n: rows.length }]);
  return {
    report: { escalation: Object.fromEntries(entries) },
    figures,
    worst: [...parts.values()].flatMap((rows) => worstOf(rows)),
  };
}

const nameOf = (source: string): string => source.replace(/[^a-z0-9]+/gi, '_');
