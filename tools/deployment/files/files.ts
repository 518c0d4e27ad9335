import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The repository as the checks read it; tests put a broken copy in its place. */
export interface Files {
  /** @throws Error when there is no such file */
  text(file: string): string;
  has(file: string): boolean;
  /** Every file below a folder, as path from the root. */
  below(folder: string): readonly string[];
}

export function filesBelow(root: string): Files {
  const known = new Map<string, string>();
  return {
    text(file) {
      const text = known.get(file) ?? readFileSync(path.join(root, file), 'utf8');
      known.set(file, text);
      return text;
    },
    has: (file) => existsSync(path.join(root, file)),
    below: (folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  };
}

/** The same files, some with another text. */
export const withTexts = (files: Files, texts: Readonly<Record<string, string>>): Files => ({
  text: (file) => texts[file] ?? files.text(file),
  has: (file) => file in texts || files.has(file),
  below: (folder) => files.below(folder),
});
