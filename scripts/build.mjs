#!/usr/bin/env node
/** Builds dist unless it was made from exactly these sources. `--check` only says whether it would. */
import { parseArgs } from 'node:util';
import { buildIsStale, ensureBuilt } from './lib/workspace.mjs';

const say = (line) => process.stdout.write(`${line}\n`);

async function main() {
  // Anything unknown is refused: a build replaces dist.
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  if (values.check) return say(`build: ${buildIsStale() ? 'needed' : 'up to date'}`);
  return ensureBuilt(say);
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
