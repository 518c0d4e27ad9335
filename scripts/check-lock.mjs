#!/usr/bin/env node
/** Fails if package-lock.json names a registry, lacks optional packages, or if an installed @nestjs package is ESM only. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lockFaults } from './lib/lock-file.mjs';
import { ROOT } from './lib/project.mjs';

function nestManifests(lock) {
  const places = Object.keys(lock.packages).filter((place) => /(^|\/)node_modules\/@nestjs\/[^/]+$/.test(place));
  return places
    .map((place) => [place, path.join(ROOT, place, 'package.json')])
    .filter(([, file]) => existsSync(file))
    .map(([place, file]) => [place, JSON.parse(readFileSync(file, 'utf8'))]);
}

const text = readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8');
const faults = lockFaults(text, nestManifests(JSON.parse(text)));
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
