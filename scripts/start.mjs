#!/usr/bin/env node
/**
 * `npm start`: installs if the lock file changed, builds if the sources changed, then runs the embedded profile.
 * `--check` only says what it would do. Node built-ins only: it runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { nodeComplaint } from './lib/node-version.mjs';
import { onParentReplaced } from './lib/parent-watch.mjs';
import { ROOT } from './lib/project.mjs';
import { buildIsStale, ensureBuilt, ensureInstalled, installIsStale } from './lib/workspace.mjs';

const MAIN = 'dist/apps/standalone/src/main.js';
const say = (line) => process.stdout.write(`${line}\n`);

function check() {
  say(`install: ${installIsStale() ? 'needed' : 'up to date'}`);
  say(`build: ${buildIsStale() ? 'needed' : 'up to date'}`);
  say(`run: node ${MAIN}`);
}

/** In the same process group, so that whoever ends the group ends the mesh. */
function runMesh(args) {
  const mesh = spawn(process.execPath, [path.join(ROOT, MAIN), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => forward(mesh, signal));
  // A SIGTERM to npm alone ends npm and its shell, and would leave the mesh behind.
  if (process.env.npm_lifecycle_event) onParentReplaced(() => forward(mesh, 'SIGTERM'));
  mesh.once('error', fail);
  mesh.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

const forwarded = new Set();

/** Once each: a signal to the whole group reaches the mesh anyway, and npm passes it on to us a second time. */
function forward(mesh, signal) {
  if (!forwarded.has(signal)) mesh.kill(signal);
  forwarded.add(signal);
}

function fail(error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

async function main(args) {
  const complaint = nodeComplaint();
  if (complaint) throw new Error(complaint);
  if (args.includes('--check')) return check();
  await ensureInstalled(say);
  await ensureBuilt(say);
  return runMesh(args);
}

main(process.argv.slice(2)).catch(fail);
