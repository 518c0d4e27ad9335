#!/usr/bin/env node
/**
 * `npm run verify`: everything that is checked without running the mesh. One line per step; at the first failure that
 * step's output and exit code 1.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ROOT } from './lib/project.mjs';
import { runCommand } from './lib/run-command.mjs';
import { runSteps } from './lib/run-steps.mjs';

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

const node = (name, file, ...args) => ({
  name,
  run: (signal) => runCommand(process.execPath, [path.join(ROOT, file), ...args], { signal }),
});
const npmScript = (name, script, after) => ({
  name,
  after,
  run: (signal) => runCommand('npm', ['run', '--silent', script], { signal }),
});

const steps = [
  node('lint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'),
  node('build', 'scripts/build.mjs'),
  node('types', 'node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'),
  node('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  node(
    'imports',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'apps',
    'libs',
  ),
  node('lock file', 'scripts/check-lock.mjs'),
  // Generated files and documents are compared with what was just built.
  ...[
    ['contracts', 'contracts:check'],
    ['client', 'client:check'],
    ['documents', 'docs:check'],
    ['deployment', 'deploy:check'],
    ['prompts', 'prompts:check'],
  ]
    .filter(([, script]) => scripts[script])
    .map(([name, script]) => npmScript(name, script, ['build'])),
];

const started = Date.now();
const report = (name, { code, seconds }) =>
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} ${seconds.toFixed(1)} s`);
const failed = await runSteps(steps, { width: Math.max(2, Math.min(4, availableParallelism())), report });
if (failed) {
  console.error(`\n${failed.output.trimEnd()}\n\nverify failed at: ${failed.name}`);
  process.exit(1);
}
console.log(`verified in ${((Date.now() - started) / 1000).toFixed(1)} s`);
