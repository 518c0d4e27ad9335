import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findPostgres, readableCopy } from './postgres-binaries.mjs';

const FALLBACK = '/var/lib/support-mesh';
const CAPABILITY = '+dac_read_search';

/**
 * Who runs Postgres, with which binaries, and where its files lie.
 * A plain user runs it himself, below `dataDir`. Root may not run Postgres: another account does, which needs to reach the
 * folder - plainly, else by the one capability to pass closed folders, else the files lie outside `dataDir`.
 * Returns {home, bin, wrap(command, args) -> [command, args, spawnOptions], own(path)}.
 */
export function placePostgres(dataDir, { fallback = FALLBACK } = {}) {
  const binaries = findPostgres();
  if (process.getuid?.() !== 0) return asSelf(dataDir, binaries);
  const home = readLocation(dataDir) ?? dataDir;
  const account = ownerOf(path.join(home, 'postgres')) ?? findAccount(['postgres', 'nobody']);
  const bin = path.join(readableCopy(binaries), 'bin');
  const ways = [plainly(account), withCapability(account)];
  const wrap = ways.find((way) => reaches(way, home, account));
  if (wrap) return { home, bin, wrap, own: (file) => chownSync(file, account.uid, account.gid) };
  if (home !== dataDir) throw new Error(`${home} cannot be entered by the account ${account.uid} of Postgres.`);
  writeLocation(dataDir, fallback);
  return placePostgres(dataDir, { fallback });
}

function asSelf(dataDir, { native }) {
  const home = readLocation(dataDir) ?? dataDir;
  const owner = ownerOf(path.join(home, 'postgres'));
  if (owner && process.getuid && owner.uid !== process.getuid()) {
    throw new Error(`The database in ${home} belongs to user ${owner.uid}. Start as that user or as root.`);
  }
  return { home, bin: path.join(native, 'bin'), wrap: (command, args) => [command, args, {}], own: () => undefined };
}

const plainly =
  ({ uid, gid }) =>
  (command, args) => [command, args, { uid, gid, cwd: '/' }];

const withCapability =
  ({ uid, gid }) =>
  (command, args) => [
    'setpriv',
    [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      `--inh-caps=${CAPABILITY}`,
      `--ambient-caps=${CAPABILITY}`,
      command,
      ...args,
    ],
    { cwd: '/' },
  ];

/** Tries it: a folder of the account inside `home` must be one it can enter and write to. */
function reaches(wrap, home, { uid, gid }) {
  const probe = path.join(home, `.probe-${randomUUID()}`);
  mkdirSync(probe, { mode: 0o700 });
  try {
    chownSync(probe, uid, gid);
    const [command, args, options] = wrap('sh', ['-c', 'cd "$1" && mkdir x && rmdir x', 'sh', probe]);
    return spawnSync(command, args, { ...options, stdio: 'ignore' }).status === 0;
  } catch (error) {
    // Some mounted folders do not let root give files away.
    if (['EPERM', 'EINVAL', 'ENOTSUP'].includes(error.code)) return false;
    throw error;
  } finally {
    rmdirSync(probe);
  }
}

function ownerOf(folder) {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined;
}

function findAccount(names) {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  const accounts = lines.map((line) => line.split(':'));
  for (const name of names) {
    const found = accounts.find((fields) => fields[0] === name);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error(`Postgres may not run as root and this machine has none of the accounts ${names.join(', ')}.`);
}

function readLocation(dataDir) {
  const file = path.join(dataDir, 'location');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function writeLocation(dataDir, fallback) {
  const home = path.join(fallback, randomUUID());
  mkdirSync(home, { recursive: true });
  for (const folder of [fallback, home]) chmodSync(folder, 0o755);
  writeFileSync(path.join(dataDir, 'location'), `${home}\n`);
  process.stderr.write(`The account of Postgres cannot enter ${dataDir}: the database lies in ${home}.\n`);
}
