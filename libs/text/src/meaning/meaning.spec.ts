import { embedText, embedWith } from './embed-text';
import { readWordVectors } from './word-vectors';

const likeness = (left: string, right: string): number => {
  const other = embedText(right);
  return embedText(left).reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
};

/** The form as it is documented, written by other means than the maker's. */
function fileOf(rows: readonly (readonly [word: string, scale: number, entries: readonly number[]])[]): Buffer {
  const vocabulary = Buffer.from(rows.map(([word]) => word).join('\n'));
  const header = Buffer.alloc(16);
  header.write('MWV1');
  for (const [at, value] of [rows[0]?.[2].length ?? 0, rows.length, vocabulary.length].entries())
    header.writeUInt32LE(value, 4 + at * 4);
  const scales = Buffer.alloc(rows.length * 4);
  for (const [row, [, scale]] of rows.entries()) scales.writeFloatLE(scale, row * 4);
  const entries = Buffer.from(Int8Array.from(rows.flatMap(([, , own]) => own)).buffer);
  return Buffer.concat([header, scales, entries, vocabulary]);
}

const file = fileOf([
  ['up', 1, [3, 4]],
  ['down', 0.5, [0, -10]],
  ['##hill', 1, [8, 0]],
  ["isn't", 1, [1, 0]],
]);

describe('the meaning of a text', () => {
  it.each([
    ['where is my parcel', 'the package has not arrived', 'reset my password'],
    ['I want my money back', 'please refund me', 'the app crashes'],
    ['the cash machine kept my card', 'ATM ate it', 'where is your office'],
    ['I cannot sign in', 'login does not work', 'how much is the delivery'],
  ])('%j is nearer to %j than to %j', (text, near, far) => {
    expect(likeness(text, near)).toBeGreaterThan(likeness(text, far) + 0.05);
  });

  it('has length 1, and is the same each time', () => {
    const meaning = embedText('The parcel is late');
    expect(Math.hypot(...meaning)).toBeCloseTo(1, 5);
    expect(embedText('The parcel is late')).toEqual(meaning);
  });

  it.each(['', '?!', '漢字'])('is nothing where no word is known: %j', (text) => {
    expect(embedText(text).every((value) => value === 0)).toBe(true);
  });

  it('is made of whole words, else of their longest pieces, each with its weight', () => {
    const vectors = readWordVectors(file);
    expect([...embedWith(vectors, 'Up')]).toEqual([expect.closeTo(0.6, 5), expect.closeTo(0.8, 5)]);
    expect([...embedWith(vectors, 'downhill')]).toEqual([
      expect.closeTo(8 / Math.hypot(8, 5), 5),
      expect.closeTo(-5 / Math.hypot(8, 5), 5),
    ]);
    expect([...embedWith(vectors, 'Isn\u2019t')]).toEqual([1, 0]);
    expect([...embedWith(vectors, 'upwards')]).toEqual([0, 0]);
  });
});

describe('a file of word vectors', () => {
  it('may lie anywhere in memory', () => {
    const shifted = Buffer.concat([Buffer.from('xyz'), file]).subarray(3);
    expect([...embedWith(readWordVectors(shifted), 'down')]).toEqual([0, -1]);
  });

  it.each([
    ['another form', Buffer.from('PK-something-else-altogether')],
    ['an empty file', Buffer.alloc(0)],
    ['half a file', file.subarray(0, file.length - 4)],
  ])('that is %s is refused', (_what, bytes) => {
    expect(() => readWordVectors(bytes)).toThrow(RangeError);
  });
});
