import { readFileSync } from 'node:fs';

/** The rows of a file with one JSON object per line. */
export const readJsonl = <Row>(file: string): Row[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
