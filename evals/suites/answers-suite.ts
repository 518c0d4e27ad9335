import { intervalOf, mean } from '../framework/statistics';
import type { EvalSuite, Figure, SuiteInput, WorstCase } from '../framework/suite';
import { answerQuestion, firstSentences, inexact } from './knowledge/answer-question';
import { keyFactRecall } from './knowledge/key-facts';
import { LocalKnowledge } from './knowledge/local-knowledge';
import { type Collection, documentsOf, questionsOf } from './knowledge/retrieval-measures';
import type { QuestionRow } from './knowledge/rows';

/** Below, the stored documents do not hold what the reference says. */
const SUPPORTED_FROM = 0.8;
const GAIN = 0.25;
const MOST_DOCUMENTS = 3;

interface Scored {
  readonly row: QuestionRow;
  readonly recall: number;
  readonly baseline: number;
  readonly isSent: boolean;
  readonly unsupported: number;
  readonly inexact: number;
  readonly documents: number;
  readonly reply: string;
}

/** What the replies say of the reference answers, against the first three sentences of the document found first. */
export const answersSuite: EvalSuite = {
  name: 'answers',
  async run(input) {
    const wixqa = await scoredOf(input, 'wixqa');
    const techqa = await scoredOf(input, 'techqa');
    const all = [...wixqa, ...techqa];
    return {
      report: { answers: { wixqa: reportOf(wixqa), techqa: reportOf(techqa), ...reportOf(all) } },
      figures: [
        ...figuresOf('wixqa', wixqa),
        ...figuresOf('techqa', techqa),
        none(
          'sentences without support',
          sum(all, ({ unsupported }) => unsupported),
        ),
        none(
          'citations that are not exact',
          sum(all, (one) => one.inexact),
        ),
        none('replies that cite more than three documents', all.filter((one) => one.documents > MOST_DOCUMENTS).length),
      ],
      worst: all.filter(({ recall }) => recall < 0.2).map(asWorst),
    };
  },
};

async function scoredOf({ directories, progress }: SuiteInput, name: Collection): Promise<Scored[]> {
  const knowledge = new LocalKnowledge();
  const rows = documentsOf(directories, name);
  const documents = new Map(rows.map((row) => [row.doc_id, row]));
  await knowledge.know(name, rows);
  const questions = questionsOf(directories, name).data.filter(
    ({ answer, answer_support: support = 0 }) => answer !== undefined && support >= SUPPORTED_FROM,
  );
  progress(`answers: answering ${questions.length} questions of ${name}`);
  const scored: Scored[] = [];
  for (const row of questions) {
    const answered = await answerQuestion(knowledge, name, row.query);
    const { draft, isSent, unsupported } = answered;
    scored.push({
      ...{ row, isSent, unsupported, reply: draft.body },
      recall: keyFactRecall(draft.body, row.answer ?? ''),
      baseline: keyFactRecall(firstSentences(answered, documents), row.answer ?? ''),
      inexact: inexact(answered, documents),
      documents: new Set(draft.citations.map(({ documentId }) => documentId)).size,
    });
  }
  return scored;
}

const recallOf = (rows: readonly Scored[]): number => mean(rows.map(({ recall }) => recall));
const baselineOf = (rows: readonly Scored[]): number => mean(rows.map(({ baseline }) => baseline));
const sum = (rows: readonly Scored[], pick: (one: Scored) => number): number =>
  rows.reduce((total, one) => total + pick(one), 0);
const none = (name: string, value: number): Figure => ({ name, value, target: 0, atMost: true });
const sentOf = (rows: readonly Scored[]): Scored[] => rows.filter(({ isSent }) => isSent);

const reportOf = (rows: readonly Scored[]) => ({
  keyFactRecall: recallOf(rows),
  keyFactRecallOfSent: recallOf(sentOf(rows)),
  baseline: baselineOf(rows),
  gain: recallOf(rows) / baselineOf(rows) - 1,
  sent: sentOf(rows).length / Math.max(1, rows.length),
  unsupportedSentences: sum(rows, ({ unsupported }) => unsupported),
  n: rows.length,
});

function figuresOf(name: string, rows: readonly Scored[]): Figure[] {
  const sent = sentOf(rows);
  const gainOf = (some: readonly Scored[]) => recallOf(some) / baselineOf(some) - 1;
  const n = rows.length;
  return [
    { name: `${name}: key facts in reply or draft`, value: recallOf(rows), interval: intervalOf(rows, recallOf), n },
    {
      name: `${name}: key facts in what is sent`,
      value: recallOf(sent),
      interval: intervalOf(sent, recallOf),
      n: sent.length,
    },
    {
      name: `${name}: key facts in the first three sentences`,
      value: baselineOf(rows),
      interval: intervalOf(rows, baselineOf),
      n,
    },
    {
      name: `${name}: gain over the first three sentences`,
      value: gainOf(rows),
      interval: intervalOf(rows, gainOf),
      n,
      target: GAIN,
    },
    { name: `${name}: sent without a person`, value: sent.length / Math.max(1, n), n },
  ];
}

const asWorst = ({ row, reply, recall }: Scored): WorstCase => ({
  id: row.id,
  text: row.query.slice(0, 300),
  expected: (row.answer ?? '').slice(0, 400),
  got: reply.slice(0, 400),
  weight: 1 - recall,
});
