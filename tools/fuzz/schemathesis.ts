import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const VERSION = '4.32.5';
const HOME = path.join(process.cwd(), 'node_modules/.cache', `schemathesis-${VERSION}`);
const PROGRAM = path.join(HOME, 'bin/schemathesis');

/** Streams do not end, so nobody can wait for their whole answer. */
const ENDLESS = '/stream$';

/** What a server may answer to what its document does not allow. */
const REFUSALS = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 503];

export interface FuzzRound {
  readonly name: string;
  readonly key: string;
  readonly seconds: number;
  readonly seed: number;
}

export interface RoundReport {
  readonly test_cases: { readonly generated: number };
  readonly failures: readonly {
    readonly code: string;
    readonly title: string;
    readonly count: number;
    readonly operations: readonly string[];
  }[];
  readonly errors: readonly unknown[];
}

/** Installs the fuzzer beside the packages of npm, once. @throws Error when Python or its packages cannot be had */
export async function installSchemathesis(): Promise<void> {
  if (existsSync(PROGRAM)) return;
  await mustRun('python3', ['-m', 'venv', HOME]);
  await mustRun(path.join(HOME, 'bin/pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
}

/** Asks the API what its document allows and what it does not, with one key. What is printed goes to `folder`. */
export async function fuzz(url: string, round: FuzzRound, folder: string): Promise<RoundReport> {
  mkdirSync(folder, { recursive: true });
  const [config, report, log] = ['toml', 'json', 'log'].map((kind) => path.join(folder, `${round.name}.${kind}`));
  if (!config || !report || !log) throw new Error('no names');
  writeFileSync(config, configOf(round));
  const args = [
    ...['--config-file', config, 'run', `${url}/openapi.json`, '--exclude-path-regex', ENDLESS],
    ...['--max-time', String(round.seconds), '--seed', String(round.seed), '--max-examples', '15'],
    ...['--continue-on-failure', '--no-color', '--request-timeout', '20', '--report-json-path', report],
  ];
  const { output } = await run(PROGRAM, args, folder);
  writeFileSync(log, output);
  if (!existsSync(report)) throw new Error(`the fuzzer did not come to an end:\n${output.slice(-2_000)}`);
  return JSON.parse(readFileSync(report, 'utf8')) as RoundReport;
}

/** Data that fits the document may still be wrong, such as a period that ends before it begins; hence the last line but one. */
const configOf = ({ key }: FuzzRound): string => `[auth.openapi.bearer]
bearer = ${JSON.stringify(key)}

[checks]
positive_data_acceptance.enabled = false
negative_data_rejection.expected-statuses = ${JSON.stringify(REFUSALS.map(String))}
`;

async function mustRun(program: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(program, args, process.cwd());
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${output.slice(-2_000)}`);
}

/** In a folder of its own: the fuzzer leaves what it has learned wherever it runs. */
function run(program: string, args: readonly string[], cwd: string): Promise<{ code: number; output: string }> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
