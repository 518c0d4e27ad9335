#!/usr/bin/env node
/**
 * `npm test`: every layer that this machine can run; says which it skipped and why; ends with the line
 * "N passed, N failed, N skipped". Arguments go to jest as they are: `npm test -- libs/messaging -t 'poison'`.
 * Real servers that a spec needs are started where they can be had, unless their addresses are given by the environment.
 * REQUIRE_INFRA=1 makes a skipped test a failure.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './lib/project.mjs';
import { runCommand } from './lib/run-command.mjs';
import {
  chosenSpecs,
  countsOfJest,
  countsOfNode,
  divideByServers,
  isExcused,
  LAYERS,
  NOTHING,
  serversOf,
  specsOf,
  sum,
} from './lib/test-layers.mjs';
import { startTestServers } from './lib/test-servers.mjs';
import { ensureBuilt } from './lib/workspace.mjs';

/** Folders of plain tests for Node's own runner. */
const PLAIN_TESTS = ['scripts/test', 'examples/analytics-consumer'];

const filters = process.argv.slice(2);
const say = (line) => console.log(line);
const patternOf = (ending) => `${ending.replaceAll('.', '\\.')}$`;

async function timed(name, run) {
  say(`\n== ${name}`);
  const started = Date.now();
  const counts = await run();
  say(
    `== ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  return counts;
}

async function runScriptTests() {
  const paths = PLAIN_TESTS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder))
      .filter((name) => name.endsWith('.test.mjs'))
      .map((name) => path.join(folder, name)),
  );
  const { code, output } = await runCommand(process.execPath, ['--test', ...paths]);
  const counts = countsOfNode(output, code);
  if (counts.failed > 0) say(output);
  return counts;
}

/** `patterns` name the spec files of this run; the filters of the command line narrow them down. */
async function runJest(patterns, env = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mesh-test-'));
  const outputFile = path.join(folder, 'report.json');
  // The patterns stand last: this option of jest takes every plain word that follows it.
  const args = [...filters, '--json', `--outputFile=${outputFile}`, '--passWithNoTests', '--testRegex', ...patterns];
  try {
    const jest = spawn(process.execPath, [path.join(ROOT, 'node_modules/jest/bin/jest.js'), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      // The report goes to the file; jest's own words go to stderr.
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise((resolve, reject) => jest.once('error', reject).once('exit', resolve));
    return countsOfJest(existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : undefined, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runLayer({ name, suffix, needsBuild, needsServers }) {
  const files = specsOf(ROOT, suffix);
  if (files.length === 0) {
    say(`\n== ${name}: skipped, no specs (*${suffix})`);
    return NOTHING;
  }
  const chosen = chosenSpecs(files, filters);
  if (chosen.length === 0) return NOTHING;
  if (needsServers) return timed(name, () => runOnServers(chosen));
  return timed(name, async () => {
    if (needsBuild) await ensureBuilt(say);
    return runJest([patternOf(suffix)]);
  });
}

async function runOnServers(files) {
  const servers = await startTestServers(serversOf(ROOT, files), { say });
  try {
    const { runnable, skipped } = divideByServers(ROOT, files, { ...process.env, ...servers.env });
    for (const { file, lacks } of skipped)
      say(`skipped ${file}: ${lacks.map((lack) => why(lack, servers)).join(', ')}`);
    const counts = runnable.length === 0 ? NOTHING : await runJest(runnable.map(patternOf), servers.env);
    return sum([counts, { ...NOTHING, skipped: skipped.filter((spec) => !isExcused(spec)).length }]);
  } finally {
    await servers.stop();
  }
}

const why = (variable, { reasons }) =>
  `${variable} not set${reasons.has(variable) ? ` (${reasons.get(variable)})` : ''}`;

const started = Date.now();
const all = [];
try {
  if (filters.length === 0 || filters.some((filter) => filter.includes('scripts')))
    all.push(await timed('scripts', runScriptTests));
  for (const layer of LAYERS) all.push(await runLayer(layer));
} catch (error) {
  console.error(error.message);
  all.push({ ...NOTHING, failed: 1 });
}
const { passed, failed, skipped } = sum(all);
const strict = process.env.REQUIRE_INFRA === '1' && skipped > 0;
if (strict) console.error('\nREQUIRE_INFRA=1: a skipped test is a failure.');
say(`\n${((Date.now() - started) / 1000).toFixed(1)} s in all`);
say(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || strict || passed === 0 ? 1 : 0;
