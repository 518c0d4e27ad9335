import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { KnowledgeRow } from '../tools/running-mesh/load-knowledge';
import { readJsonl } from '../tools/running-mesh/jsonl';
import { openTarget } from '../tools/running-mesh/target';
import { type QueryRow, reportOf, tableOf } from './answers/answers-report';
import { runAnswers } from './answers/run-answers';

const SAMPLES = path.join(process.cwd(), 'evals/samples');

const USAGE = `npm run eval -- [--kb FILE] [--queries FILE]... [--url URL] [--json FILE]

Sends every question of the queries files as a ticket through a real mesh that knows the documents of the kb file, and
says what became of them. Without --url a fresh embedded mesh is started; with it, its key comes from MESH_ADMIN_KEY.
Without files: the small samples in evals/samples.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kb: { type: 'string', default: path.join(SAMPLES, 'kb.jsonl') },
      queries: { type: 'string', multiple: true, default: [path.join(SAMPLES, 'queries.jsonl')] },
      url: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${USAGE}\n`);
  const knowledge = readJsonl<KnowledgeRow>(values.kb);
  const queries = values.queries.flatMap((file) => readJsonl<QueryRow>(file));
  const target = await openTarget(values.url, { SAMPLE_KNOWLEDGE_ENABLED: 'false' });
  try {
    const progress = (line: string): void => void process.stderr.write(`${line}\n`);
    const asked = await runAnswers(target.client, { knowledge, queries, runId: `eval-${process.pid}`, progress });
    const report = reportOf(asked);
    process.stdout.write(`${tableOf(report)}\n`);
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ answers: report }, null, 2)}\n`);
    process.exitCode = report.ended === report.n ? 0 : 1;
  } finally {
    await target.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
