import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MeshClient } from '@mesh/client';
import { Policy } from '@mesh/contracts';
import { readJsonl } from '../running-mesh/jsonl';
import type { KnowledgeRow } from '../running-mesh/load-knowledge';
import type { Change } from './candidate';
import { textOf } from './compare';
import type { SourceDocument } from './read-source';
import { runBacktest } from './run-backtest';

const USAGE = `npm run backtest -- --url URL [--key KEY] [--limit N] [--from TIME] [--to TIME] [--policy FILE]
  [--knowledge FILE] [--examples FILE] [--env NAME[=VALUE]]... [--json FILE] [--fail-on worse]

Reads stored tickets, policy, categories and documents of a running mesh, gives them with the change under test to a fresh
candidate mesh, asks it the tickets again, and says which ones it decides differently. Nothing of the source is changed and
nothing is sent. The key comes from MESH_ADMIN_KEY unless given. --policy is the JSON of a policy, --knowledge one document
per line ({doc_id, title, text, url?, internal?}) in the place of all documents, --examples one {text, label} per line for
triage. The candidate sees no variable of this environment but those named with --env; NAME alone takes its value from here.
Exit code 0, with --fail-on worse 1 when a ticket would end further from its customer.`;

const OPTIONS = {
  url: { type: 'string' },
  key: { type: 'string' },
  limit: { type: 'string', default: '200' },
  from: { type: 'string' },
  to: { type: 'string' },
  policy: { type: 'string' },
  knowledge: { type: 'string' },
  examples: { type: 'string' },
  env: { type: 'string', multiple: true },
  json: { type: 'string' },
  'fail-on': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const readOptions = () => parseArgs({ options: OPTIONS }).values;
type Options = ReturnType<typeof readOptions>;

const progress = (line: string): void => void process.stderr.write(`${line}\n`);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) return say(USAGE);
  const key = options.key ?? process.env['MESH_ADMIN_KEY'];
  if (options.url === undefined || !key) throw new Error(`--url and a key are needed\n\n${USAGE}`);
  const range = { limit: positive(options.limit), from: timeOf(options.from), to: timeOf(options.to) };
  const source = new MeshClient({ url: options.url, key });
  const report = await runBacktest(source, { range, change: changeOf(options), progress });
  say(textOf(report));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (options['fail-on'] === 'worse' && report.worse > 0) process.exitCode = 1;
}

const changeOf = ({ policy, knowledge, examples, env = [] }: Options): Change => ({
  ...(policy === undefined ? {} : { policy: policyIn(policy) }),
  ...(knowledge === undefined ? {} : { documents: readJsonl<KnowledgeRow>(knowledge).map(documentOf) }),
  ...(examples === undefined ? {} : { examples: readJsonl<{ text: string; label: string }>(examples) }),
  environment: Object.fromEntries(env.map(variableOf)),
});

const policyIn = (file: string): Policy =>
  Policy.parse({ version: 0, ...(JSON.parse(readFileSync(file, 'utf8')) as object) });

const documentOf = ({ doc_id, title, text, url, internal }: KnowledgeRow): SourceDocument => ({
  id: doc_id,
  title,
  body: text,
  ...(url && { url }),
  ...(internal && { audience: 'internal' as const }),
});

function variableOf(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, process.env[text] ?? ''] : [text.slice(0, at), text.slice(at + 1)];
}

function timeOf(text: string | undefined): string | undefined {
  if (text !== undefined && Number.isNaN(Date.parse(text))) throw new Error(`not a time: ${text}`);
  return text;
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`not a number of tickets: ${text}`);
  return number;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
