import { tokenize } from '../tokens/tokenize';
import type { WordVectors } from './word-vectors';

const MAX_LENGTH = 6000;
const GOES_ON = '##';
/** No word of a language is longer; without a bound, one endless word would take minutes. */
const LONGEST_PIECE = 50;

/** The rows of a text's words in their order: of the whole word where it is known, else of the longest pieces of it. */
export function rowsOf(text: string, { rowOf }: WordVectors): number[] {
  return tokenize(text.slice(0, MAX_LENGTH))
    .flatMap(({ word }) => word.split(/[-/_.@]/))
    .flatMap((word) => rowsOfWord(word, rowOf));
}

function rowsOfWord(word: string, rowOf: WordVectors['rowOf']): number[] {
  const row = rowOf.get(word);
  if (row !== undefined) return [row];
  const [first = '', ...rest] = word.split("'");
  return rest.length > 0 ? [first, ...rest].flatMap((part) => rowsOfWord(part, rowOf)) : rowsOfPieces(word, rowOf);
}

/** Nothing at all for a word of which a piece is unknown: half of it would say something else. */
function rowsOfPieces(word: string, rowOf: WordVectors['rowOf']): number[] {
  const rows: number[] = [];
  for (let start = 0; start < word.length;) {
    const piece = longestPiece(word, start, rowOf);
    if (!piece) return [];
    rows.push(piece.row);
    start = piece.end;
  }
  return rows;
}

function longestPiece(
  word: string,
  start: number,
  rowOf: WordVectors['rowOf'],
): { row: number; end: number } | undefined {
  for (let end = Math.min(word.length, start + LONGEST_PIECE); end > start; end -= 1) {
    const row = rowOf.get(`${start > 0 ? GOES_ON : ''}${word.slice(start, end)}`);
    if (row !== undefined) return { row, end };
  }
  return undefined;
}
