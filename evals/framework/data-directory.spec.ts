import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataDirectories } from './data-directory';

interface Row {
  readonly id: string;
  readonly topic: string;
}

describe('the directories of an evaluation', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'mesh-evals-'));
  const other = mkdtempSync(path.join(tmpdir(), 'mesh-evals-'));
  const rows = Array.from({ length: 200 }, (_, index): Row => ({ id: `row-${index}`, topic: `topic-${index % 50}` }));
  const jsonl = (some: readonly Row[]) => some.map((row) => `${JSON.stringify(row)}\n`).join('');
  beforeAll(() => {
    writeFileSync(path.join(folder, 'set.jsonl'), jsonl(rows));
    writeFileSync(path.join(other, 'set.jsonl'), jsonl(rows.slice(0, 3)));
  });
  afterAll(() => [folder, other].forEach((one) => rmSync(one, { recursive: true })));

  it('split one directory into rows to learn from and rows to be scored on, the same way every time', () => {
    const one = new DataDirectories(folder, folder);
    const { train, data } = one.split<Row>('set.jsonl');
    expect(train.length + data.length).toBe(200);
    expect(data.length).toBeGreaterThan(50);
    expect(data.length).toBeLessThan(110);
    expect(one.split<Row>('set.jsonl')).toEqual({ train, data });
  });

  it('keep a group on one side', () => {
    const { train, data } = new DataDirectories(folder, folder).split<Row>('set.jsonl', ({ topic }) => topic);
    const learned = new Set(train.map(({ topic }) => topic));
    expect(data.filter(({ topic }) => learned.has(topic))).toEqual([]);
  });

  it('learn from the one and score on the other when there are two', () => {
    const { train, data } = new DataDirectories(folder, other).split<Row>('set.jsonl');
    expect([train.length, data.length]).toEqual([200, 3]);
  });

  it('say which file is missing', () => {
    expect(() => new DataDirectories(folder, other).rows('none.jsonl')).toThrow('none.jsonl is not in');
  });
});
