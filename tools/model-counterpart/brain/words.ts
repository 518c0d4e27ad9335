/** Ends at a stop that a blank or the end of the line follows, with closing quotes and brackets. */
const SENTENCE = /.+?(?:[.!?]+["'”’)\]]*(?=\s+[^a-z\s]|\s*$)|$)/gm;
const HEADING = /^\s*#{1,6}\s.*$/gm;
const FILLER = new Set(
  'a an and are can do does for from get have how i in is it me my of on or please the this to we what when where with you your'.split(
    ' ',
  ),
);

export const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');

export const sentencesOf = (text: string): string[] =>
  (text.replace(HEADING, '').match(SENTENCE) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}{2}/u.test(sentence));

export const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).filter((word) => !FILLER.has(word)).map((word) => word.slice(0, 6));

export function overlap(text: string, wanted: ReadonlySet<string>): number {
  return wordsOf(text).filter((word) => wanted.has(word)).length;
}

/** Every text within a value, at any depth. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** The first order that somebody planted in the data: the words behind "ignore ... instructions and". */
export function plantedOrder(data: unknown): string | undefined {
  for (const text of textsIn(data)) {
    const found =
      /ignore (?:all |any |your |the )*(?:previous |prior |above )*(?:instructions|rules)[,;:.]?\s*(?:and |then )?([^\n]{3,300})/i.exec(
        text,
      );
    if (found?.[1]) return found[1].trim();
  }
  return undefined;
}
