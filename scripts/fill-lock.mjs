#!/usr/bin/env node
/**
 * Run once after each change of the lock file: `node scripts/fill-lock.mjs`.
 *
 * A registry that lacks some other system's binaries makes npm leave them out of a new lock file, and `npm ci` then
 * refuses that file ("Missing: ... from lock file"). This adds an entry for each optional package that a locked package
 * names with one definite version; npm fetches it only on the system it is meant for.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib/project.mjs';
import { missingOptionals, sortedByName } from './lib/lock-file.mjs';

const file = path.join(ROOT, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingOptionals(lock.packages);
if (missing.size > 0) {
  lock.packages = sortedByName({ ...lock.packages, ...Object.fromEntries(missing) });
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(`${missing.size} optional packages added to package-lock.json\n`);
