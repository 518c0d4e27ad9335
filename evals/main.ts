import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type KnowledgeRow } from '../tools/running-mesh/load-knowledge';
import { readJsonl } from '../tools/running-mesh/jsonl';
import { openTarget } from '../tools/running-mesh/target';
import { type QueryRow, reportOf as reportOfAnswers, tableOf } from './answers/answers-report';
import { runAnswers } from './answers/run-answers';
import { SUITE_NAMES, measureSuites } from './suites/measure-suites';

const SAMPLES = path.join(process.cwd(), 'evals/samples');

const USAGE = `npm run eval -- [--kb FILE] [--queries FILE]... [--url URL] [--json FILE]
npm run eval -- --suite ${SUITE_NAMES.join('|')} --data DIR [--train DIR] [--rows N|all] [--json FILE] [--html FILE]

Without --suite: sends every question of the queries files as a ticket through a real mesh that knows the documents of the
kb file, and says what became of them. Without --url a fresh embedded mesh is started; with it, its key comes from
MESH_ADMIN_KEY. Without files: the small samples in evals/samples.

With --suite: measures one part (or all) on the files of a directory. What learns, learns from --train only; what is
scored, is scored on --data. Without --train, or with the same directory, the files are split by a hash of their ids.
--rows says how many rows go through whole meshes where a suite starts them (injection: 60 attacks and 60 honest ones,
always the same); all takes every row, 0 leaves that part out and says null for it.`;

const SAMPLE_QUERIES = [path.join(SAMPLES, 'queries.jsonl')];

const OPTIONS = {
  kb: { type: 'string', default: path.join(SAMPLES, 'kb.jsonl') },
  queries: { type: 'string', multiple: true },
  url: { type: 'string' },
  suite: { type: 'string', multiple: true },
  rows: { type: 'string' },
  train: { type: 'string' },
  data: { type: 'string' },
  json: { type: 'string' },
  html: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const readOptions = () => parseArgs({ options: OPTIONS }).values;
type Options = ReturnType<typeof readOptions>;

const progress = (line: string): void => void process.stderr.write(`${line}\n`);
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const keep = (file: string | undefined, content: string): void => {
  if (file !== undefined) writeFileSync(file, content);
};

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) return say(USAGE);
  if (options.suite === undefined) return measureTickets(options);
  const { suite, data, rows, ...files } = options;
  if (data === undefined) throw new Error(`--data names the directory with the files to score\n\n${USAGE}`);
  await measureSuites(suite, { data, ...files }, { say, progress, rows: rowsOf(rows) });
}

async function measureTickets(options: Options): Promise<void> {
  const knowledge = readJsonl<KnowledgeRow>(options.kb);
  const queries = (options.queries ?? SAMPLE_QUERIES).flatMap((file) => readJsonl<QueryRow>(file));
  const target = await openTarget(options.url, { SAMPLE_KNOWLEDGE_ENABLED: 'false' });
  try {
    const asked = await runAnswers(target.client, { knowledge, queries, runId: `eval-${process.pid}`, progress });
    const report = reportOfAnswers(asked);
    say(tableOf(report));
    keep(options.json, `${JSON.stringify({ answers: report }, null, 2)}\n`);
    process.exitCode = report.ended === report.n ? 0 : 1;
  } finally {
    await target.close();
  }
}

function rowsOf(rows: string | undefined): number | undefined {
  if (rows === undefined) return undefined;
  if (rows === 'all') return Number.POSITIVE_INFINITY;
  if (!/^\d{1,6}$/.test(rows)) throw new Error(`--rows is a number or all\n\n${USAGE}`);
  return Number(rows);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
