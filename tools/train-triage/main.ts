import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MeshClient, MeshProblem, dataOf } from '@mesh/client';
import type { TicketModel } from '@mesh/text';
import { trainModel } from '../../apps/triage/src/classifiers/train-model';
import {
  type TrainingReport,
  type TrainingRow,
  TrainingRows,
  reportOf,
} from '../../apps/triage/src/classifiers/training-rows';
import { readTrainingFile } from './read-training-file';

const USAGE = `npm run triage:train -- --data ROWS.jsonl --url URL      (key of the tenant from MESH_ADMIN_KEY)
npm run triage:train -- --data ROWS.jsonl --out MODEL.json

Teaches a tenant's categories from examples, one JSON object per line: {"text": "...", "label": "..."}. A label "unknown"
(or "oos") marks what belongs to no category; "asksForPerson": true marks what people have to answer. Five examples of a
label do where there are no more. With --url a running mesh learns them and uses them from the next ticket on; with --out
the model is kept in a file.`;

const OPTIONS = {
  data: { type: 'string' },
  url: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { data, url, out, help } = parseArgs({ options: OPTIONS }).values;
  if (help) return say(USAGE);
  if (data === undefined || (url === undefined) === (out === undefined)) throw new Error(USAGE);
  const rows = readTrainingFile(data);
  const labels = new Set(rows.map(({ label }) => label));
  say(`learning ${labels.size} labels from ${rows.length} rows`);
  const started = performance.now();
  const report = url === undefined ? await trainHere(rows, out ?? '') : await trainThere(rows, url);
  say(`learnt in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  say(textOf(report));
}

async function trainHere(rows: readonly TrainingRow[], file: string): Promise<TrainingReport> {
  const model: TicketModel = await trainModel(TrainingRows.parse({ rows }).rows);
  const text = JSON.stringify(model);
  writeFileSync(file, text);
  say(`${file}: ${(text.length / 1e6).toFixed(1)} MB`);
  return reportOf(0, model);
}

function trainThere(rows: readonly TrainingRow[], url: string): Promise<TrainingReport> {
  const key = process.env['MESH_ADMIN_KEY'];
  if (!key) throw new Error('MESH_ADMIN_KEY is needed together with --url');
  return dataOf(new MeshClient({ url, key }).api.POST('/v1/categories/training', { body: { rows: [...rows] } }));
}

const textOf = ({ version, labels, rows, floor, learntPersonRequests }: TrainingReport): string =>
  [
    ...(version > 0 ? [`version ${version}, used from the next ticket on`] : []),
    `${labels.length} labels, ${rows} rows`,
    `unknown below a confidence of ${floor.toFixed(2)}`,
    `requests for a person: ${learntPersonRequests ? 'learnt' : 'by rules only'}`,
  ].join('\n');

const faultOf = (error: unknown): string => {
  if (error instanceof MeshProblem) return `${error.message} ${JSON.stringify(error.problem)}`;
  return error instanceof Error ? error.message : String(error);
};

main().catch((error: unknown) => {
  process.stderr.write(`${faultOf(error)}\n`);
  process.exitCode = 1;
});
