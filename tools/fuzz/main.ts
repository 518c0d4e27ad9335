import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dataOf } from '@mesh/client';
import { startMesh } from '../running-mesh/start-mesh';
import { type RoundReport, fuzz, installSchemathesis } from './schemathesis';

const USAGE = `npm run fuzz -- [--minutes N] [--seed N] [--json FILE]

Starts a mesh and lets a fuzzer ask its API whatever the OpenAPI document allows and does not allow: as admin, as somebody
who may only submit, and with a key that nobody knows. Exit code 0 when nothing was answered with 5xx or otherwise than
documented. Needs Python 3.10 with venv; the fuzzer itself comes from its package registry.`;

const FOLDER = path.join(process.cwd(), 'node_modules/.cache/fuzz');
/** Of the whole time. */
const SHARES = { admin: 0.6, submitter: 0.25, stranger: 0.15 } as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${USAGE}\n`);
  await installSchemathesis();
  const mesh = await startMesh({ environment: { LOG_LEVEL: 'warn', THROTTLE_ANONYMOUS_PER_MINUTE: '1000000' } });
  try {
    const made = { name: 'fuzzer', role: 'submitter', tier: 'unlimited' } as const;
    const { key: submitter } = await dataOf(mesh.client.api.POST('/v1/api-keys', { body: made }));
    const keys = { admin: mesh.key, submitter, stranger: 'a-key-that-nobody-has-made' };
    const reports: Record<string, RoundReport> = {};
    for (const name of ['admin', 'submitter', 'stranger'] as const) {
      const seconds = Math.ceil(Number(values.minutes) * 60 * SHARES[name]);
      const report = await fuzz(mesh.url, { name, key: keys[name], seconds, seed: Number(values.seed) }, FOLDER);
      reports[name] = report;
      process.stdout.write(linesOf(name, report));
      if (report.failures.length > 0 || report.errors.length > 0) process.exitCode = 1;
    }
    if (values.json) writeFileSync(values.json, `${JSON.stringify(reports, null, 2)}\n`);
    if (process.exitCode === 1) process.stdout.write(`what was asked and answered: ${FOLDER}\n`);
  } finally {
    await mesh.stop();
    mesh.remove();
  }
}

function linesOf(name: string, { test_cases, failures, errors }: RoundReport): string {
  const faults = failures.map(({ code, title, count, operations }) => {
    return `  ! ${code} ${title}: ${count} (${operations.slice(0, 5).join(', ')})`;
  });
  const head = `${name.padEnd(10)} ${test_cases.generated} requests, ${failures.length} kinds of faults, ${errors.length} errors`;
  return [head, ...faults, ''].join('\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
