import { reviewReply } from '../../apps/quality/src/review-draft/review-reply';
import type { KnowledgeRow } from '../../tools/running-mesh/load-knowledge';
import type { DataDirectories } from '../framework/data-directory';
import { intervalOfShare } from '../framework/statistics';
import type { EvalSuite, Figure, SuiteInput, SuiteResult, WorstCase } from '../framework/suite';
import { buildGateRows } from '../gate/build-gate-rows';
import type { GateRow } from '../gate/gate-row';

interface Judged {
  readonly row: GateRow;
  readonly isStopped: boolean;
  readonly why: string;
  readonly ms: number;
}

const GOOD = 'good';

/** What the reviewer stops of corrupted replies, class by class, and what of good ones. */
export const gateSuite: EvalSuite = {
  name: 'gate',
  run({ directories, progress }: SuiteInput): Promise<SuiteResult> {
    const knowledge = knowledgeOf(directories);
    const rows = rowsOf(directories, knowledge);
    progress(`gate: ${rows.length} replies`);
    const byId = new Map(knowledge.flat().map((document) => [document.doc_id, document]));
    const judged = rows.map((row) => judge(row, byId));
    return Promise.resolve(resultOf(judged));
  },
};

const knowledgeOf = (directories: DataDirectories): KnowledgeRow[][] =>
  directories.namesOf('kb-').map((name) => directories.rows<KnowledgeRow>(name));

/** The replies that came with the data; where none did, those that are built from its documents. */
function rowsOf(directories: DataDirectories, knowledge: readonly (readonly KnowledgeRow[])[]): GateRow[] {
  const files = directories.namesOf('gate-');
  if (files.length > 0) return files.flatMap((name) => directories.rows<GateRow>(name));
  return knowledge.flatMap((documents) => buildGateRows(documents));
}

function judge(row: GateRow, byId: ReadonlyMap<string, KnowledgeRow>): Judged {
  const documents = row.doc_ids.map((id) => {
    const document = byId.get(id);
    if (!document) throw new Error(`there is no document ${id}`);
    const { title, text, url } = document;
    return { documentId: id, title, text, ...(url === undefined ? {} : { url }) };
  });
  const started = performance.now();
  const { outcome, checks } = reviewReply(row.reply, documents);
  const why = checks.flatMap(({ code }) => code ?? []).join(', ');
  return { row, isStopped: outcome !== 'pass', why, ms: performance.now() - started };
}

function resultOf(judged: readonly Judged[]): SuiteResult {
  const spoilt = judged.filter(({ row }) => row.class !== null);
  const good = judged.filter(({ row }) => row.class === null);
  const classes = [...new Set(spoilt.map(({ row }) => row.class ?? GOOD))].sort();
  const perClass = classes.map((name) => ({ name, rows: spoilt.filter(({ row }) => row.class === name) }));
  const msPerReply = judged.reduce((total, { ms }) => total + ms, 0) / Math.max(1, judged.length);
  return {
    report: {
      gate: {
        caught: shareOf(spoilt),
        falseBlocks: shareOf(good),
        perClass: Object.fromEntries(
          perClass.map(({ name, rows }) => [name, { caught: shareOf(rows), n: rows.length }]),
        ),
        n: { spoilt: spoilt.length, good: good.length },
        msPerReply,
      },
    },
    figures: [
      figure('caught', spoilt, 0.98),
      ...perClass.map(({ name, rows }) => figure(`caught: ${name}`, rows, 0.98)),
      { ...figure('good replies stopped', good, 0.03), atMost: true },
      { name: 'ms per reply', value: msPerReply, target: 5, atMost: true },
    ],
    worst: [...spoilt.filter(({ isStopped }) => !isStopped), ...good.filter(({ isStopped }) => isStopped)].map(worstOf),
  };
}

const stopped = (rows: readonly Judged[]): number => rows.filter(({ isStopped }) => isStopped).length;
const shareOf = (rows: readonly Judged[]): number => stopped(rows) / Math.max(1, rows.length);

const figure = (name: string, rows: readonly Judged[], target: number): Figure => ({
  name,
  value: shareOf(rows),
  interval: intervalOfShare(stopped(rows), rows.length),
  n: rows.length,
  target,
});

const worstOf = ({ row, isStopped, why }: Judged): WorstCase => ({
  id: row.id,
  text: row.reply.slice(0, 600),
  expected: row.class ?? GOOD,
  got: isStopped ? why : 'passed',
  weight: 1,
});
