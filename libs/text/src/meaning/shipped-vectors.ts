import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type WordVectors, readWordVectors } from './word-vectors';

const FILE = 'libs/text/assets/word-vectors.bin';

let shipped: WordVectors | undefined;

/** The word vectors that come with the library, read when first asked for, like code that is loaded late. */
export function shippedVectors(): WordVectors {
  shipped ??= readWordVectors(readFileSync(findFile()));
  return shipped;
}

/** The file below the nearest package.json above this one, in the sources and in the build alike. */
function findFile(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, FILE);
    if (existsSync(join(folder, 'package.json')) && existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) throw new TypeError(`${FILE} is missing`);
  }
}
