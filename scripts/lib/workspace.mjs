import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { acquireLock } from './lock.mjs';
import { ROOT } from './project.mjs';

const PATIENCE_MS = 10 * 60_000;
const INSTALL_INPUTS = ['package.json', 'package-lock.json', '.npmrc'];
const BUILD_INPUTS = [
  'apps',
  'libs',
  'tools',
  'evals',
  'benchmarks',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'package-lock.json',
];

const installMarker = (root) => path.join(root, 'node_modules/.mesh-lock-hash');
const buildMarker = (root) => path.join(root, 'dist/.mesh-build-hash');

export const installIsStale = (root = ROOT) => read(installMarker(root)) !== fingerprint(root, INSTALL_INPUTS);
export const buildIsStale = (root = ROOT) => read(buildMarker(root)) !== fingerprint(root, BUILD_INPUTS);

/** Brings node_modules up to the lock file. Two callers at once: the second waits and finds it done. */
export function ensureInstalled(say, root = ROOT) {
  return underLock(root, () => {
    if (!installIsStale(root)) return;
    say('Installing packages ...');
    rmSync(installMarker(root), { force: true });
    // Not `npm ci`: it refuses a lock made where the registry lacks some other system's binaries.
    // The development packages hold the compiler, so they are wanted whatever NODE_ENV says.
    runNpm(['install', '--include=dev', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'], root);
    // npm may have tidied the lock file.
    write(installMarker(root), fingerprint(root, INSTALL_INPUTS));
  });
}

/** Builds dist unless it was made from exactly these sources. Two callers at once: the second waits and finds it done. */
export function ensureBuilt(say, root = ROOT) {
  return underLock(root, () => {
    const sources = fingerprint(root, BUILD_INPUTS);
    if (read(buildMarker(root)) === sources) return;
    say('Building ...');
    rmSync(buildMarker(root), { force: true });
    run('The build', process.execPath, [path.join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'build'], root);
    write(buildMarker(root), sources);
  });
}

async function underLock(root, work) {
  const folder = path.join(root, '.mesh');
  mkdirSync(folder, { recursive: true });
  const lock = await acquireLock(path.join(folder, 'workspace.lock'), { patienceMs: PATIENCE_MS });
  try {
    return work();
  } finally {
    lock.release();
  }
}

function runNpm(args, root) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return run('npm install', process.execPath, [npm, ...args], root);
  return run('npm install', 'npm', args, root, { shell: process.platform === 'win32' });
}

function run(what, command, args, root, options = {}) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${what} failed (${signal ?? status}).`);
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function write(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
}
