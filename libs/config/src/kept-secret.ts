import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A secret that is made up once and then kept in a file, readable by its owner alone. */
export function keptSecret(path: string, prefix = ''): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    // Whole or not at all: half a key after a crash would lock everybody out.
    const draft = `${path}.${process.pid}.new`;
    writeFileSync(draft, `${prefix}${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
    renameSync(draft, path);
  }
  return readFileSync(path, 'utf8').trim();
}
