import { mean } from '../../framework/statistics';
import type { Figure, SuiteInput, SuiteResult } from '../../framework/suite';
import type { LocalKnowledge } from './local-knowledge';
import type { Ranking } from './ranking';
import {
  COLLECTIONS,
  type Collection,
  TOGETHER,
  type Measure,
  documentsOf,
  figuresOf,
  measuresOf,
  missed,
  questionsOf,
  rankingsOf,
  reportOf,
} from './retrieval-measures';
import type { DocumentRow } from './rows';

/** What a collection may lose when all are searched together. */
const MOST_LOST = 0.02;

interface Asked {
  readonly name: Collection;
  readonly measures: readonly Measure[];
  /** What counts: the bank with its history, the others by themselves. */
  readonly scored: readonly Ranking[];
  readonly alone: readonly Ranking[];
  readonly together: readonly Ranking[];
}

/**
 * Whether the search finds the relevant documents: each collection by itself, and all of them as one. The team's view, so
 * that internal documents count. In the bank the same procedures serve many questions, so the questions to learn from are known
 * there as approved answers; elsewhere no two of them share an article with a question that is scored.
 */
export async function measureRetrieval(input: SuiteInput, knowledge: LocalKnowledge): Promise<SuiteResult> {
  const asked: Asked[] = [];
  for (const name of COLLECTIONS) asked.push(await ask(input, knowledge, name));
  const leaks = await leaksToCustomers(input, knowledge);
  return {
    report: {
      retrieval: {
        ...Object.fromEntries(asked.map((one) => [one.name, reportOfCollection(one)])),
        internalToCustomers: leaks,
      },
    },
    figures: [
      ...asked.flatMap(figuresOfCollection),
      { name: 'internal documents shown to customers', value: leaks, target: 0, atMost: true },
    ],
    worst: asked.flatMap(({ scored }) => missed(scored)),
  };
}

/** Everything that the suites ask, known before the first question. */
export async function learn({ directories, progress }: SuiteInput, knowledge: LocalKnowledge): Promise<void> {
  const all: DocumentRow[] = [];
  for (const name of COLLECTIONS) {
    const documents = documentsOf(directories, name);
    all.push(...documents);
    progress(`retrieval: learning ${documents.length} documents of ${name}`);
    await knowledge.know(name, documents);
  }
  progress(`retrieval: learning ${all.length} documents together`);
  await knowledge.know(TOGETHER, all);
  const { train } = questionsOf(directories, 'tau2bank');
  await knowledge.know(HISTORY, documentsOf(directories, 'tau2bank'), train);
}

/** The bank with the approved answers to the questions to learn from. */
const HISTORY = 'tau2bank-with-history';

async function ask({ directories, progress }: SuiteInput, knowledge: LocalKnowledge, name: Collection): Promise<Asked> {
  const documents = documentsOf(directories, name);
  const questions = questionsOf(directories, name).data;
  progress(`retrieval: asking ${questions.length} questions of ${name}, alone and together`);
  const alone = await rankingsOf(knowledge, name, questions);
  return {
    name,
    measures: measuresOf(name, documents),
    alone,
    scored: name === 'tau2bank' ? await rankingsOf(knowledge, HISTORY, questions) : alone,
    together: await rankingsOf(knowledge, TOGETHER, questions),
  };
}

async function leaksToCustomers({ directories }: SuiteInput, knowledge: LocalKnowledge): Promise<number> {
  const internal = new Set(
    documentsOf(directories, 'tau2bank')
      .filter((row) => row.internal)
      .map((row) => row.doc_id),
  );
  let leaks = 0;
  for (const { query } of questionsOf(directories, 'tau2bank').data) {
    for (const tenantId of [HISTORY, TOGETHER]) {
      const shown = await knowledge.documentsFor(tenantId, query, ['public']);
      const { evidence } = await knowledge.evidenceFor(tenantId, query);
      const ids = [...shown, ...evidence.map(({ documentId }) => documentId)];
      leaks += ids.filter((id) => internal.has(id)).length;
    }
  }
  return leaks;
}

const reportOfCollection = ({ measures, scored, alone, together }: Asked) => ({
  ...reportOf(measures, scored),
  n: scored.length,
  ...(scored === alone ? {} : { withoutEarlierAnswers: reportOf(measures, alone) }),
  together: reportOf(measures, together),
});

function figuresOfCollection({ name, measures, scored, alone, together }: Asked): Figure[] {
  const plain = figuresOf(`${name} without earlier answers`, measures, alone).map(({ target: _, ...figure }) => figure);
  const lost = measures.slice(0, 1).map(({ label, of }) => ({
    name: `${name} ${label} lost when all are searched together`,
    value: mean(alone.map(of)) - mean(together.map(of)),
    target: MOST_LOST,
    atMost: true,
  }));
  return [...figuresOf(name, measures, scored), ...(scored === alone ? [] : plain), ...lost];
}
