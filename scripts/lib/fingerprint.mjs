import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const NOT_BUILT = /(^|\/)(node_modules|dist|test|\.git)\/|spec\.ts$|^apps\/dashboard\//;

/** One hash over names and contents of files and folders below `root`; what is missing counts as missing. */
export function fingerprint(root, names, skip = NOT_BUILT) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesIn(root, name)).filter((name) => !skip.test(name))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(root, name) {
  const full = path.join(root, name);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [name];
  const entries = readdirSync(full, { withFileTypes: true }).filter((entry) => entry.name !== 'node_modules');
  return entries
    .map((entry) => `${name}/${entry.name}`)
    .sort()
    .flatMap((entry) => filesIn(root, entry));
}
