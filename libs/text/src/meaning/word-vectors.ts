/** Words and pieces of words (`##` before one that goes on a word) with what they mean, as directions. */
export interface WordVectors {
  readonly dimensions: number;
  readonly rowOf: ReadonlyMap<string, number>;
  /** Rows × dimensions, one byte each. */
  readonly entries: Int8Array;
  /** What the bytes of a row are multiplied by; a word that is everywhere counts little. */
  readonly scales: Float32Array;
}

const MAGIC = 'MWV1';
const HEADER_BYTES = 16;
const FLOAT_BYTES = 4;

/**
 * Reads the form that `tools/word-vectors` writes: the mark, then dimensions, rows and bytes of the vocabulary (32 bits,
 * little-endian); the scales (32-bit floats); the entries; the vocabulary, a line per row.
 * @throws RangeError when it is another form or not whole.
 */
export function readWordVectors(file: Uint8Array): WordVectors {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const text = new TextDecoder();
  if (file.length < HEADER_BYTES || text.decode(file.subarray(0, MAGIC.length)) !== MAGIC)
    throw new RangeError('these are no word vectors');
  const [dimensions, rows, vocabularyBytes] = [4, 8, 12].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
  ];
  const entriesAt = HEADER_BYTES + rows * FLOAT_BYTES;
  const vocabularyAt = entriesAt + rows * dimensions;
  const words = text.decode(file.subarray(vocabularyAt)).split('\n');
  if (file.length !== vocabularyAt + vocabularyBytes || words.length !== rows)
    throw new RangeError('the word vectors are not whole');
  return {
    dimensions,
    rowOf: new Map(words.map((word, row) => [word, row])),
    entries: new Int8Array(file.buffer, file.byteOffset + entriesAt, rows * dimensions),
    scales: Float32Array.from({ length: rows }, (_, row) => view.getFloat32(HEADER_BYTES + row * FLOAT_BYTES, true)),
  };
}
