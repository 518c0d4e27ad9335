import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

export const POSTGRES_ROLES = ['postgres', 'mesh_owner', 'mesh_api', 'mesh_worker'];

/** One random password per Postgres role, made on first use and kept in `<dataDir>/secrets/postgres-<role>` (0600). */
export function postgresPasswords(dataDir) {
  const folder = path.join(dataDir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return Object.fromEntries(POSTGRES_ROLES.map((role) => [role, keptSecret(path.join(folder, `postgres-${role}`))]));
}

function keptSecret(file) {
  if (!existsSync(file)) {
    // On the disk before the database is made with it: lost passwords would mean a lost database.
    const draft = openSync(`${file}.new`, 'w', 0o600);
    writeSync(draft, randomBytes(24).toString('base64url'));
    fsyncSync(draft);
    closeSync(draft);
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}
