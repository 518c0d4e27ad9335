import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTrainingFile } from './read-training-file';

describe('a file to learn categories from', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'training-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (...lines: string[]) => {
    const file = path.join(folder, 'rows.jsonl');
    writeFileSync(file, lines.join('\n'));
    return readTrainingFile(file);
  };

  it('gives rows whose labels are names of categories; what belongs to none is unknown', () => {
    expect(
      read(
        '{"id":"1","text":"Where is it?","label":"ORDER_STATUS","asksForPerson":true}',
        '',
        '{"text":"Sing!","label":"oos"}',
        '{"text":"Hundred nights","label":"100_NIGHT_TRIAL"}',
      ),
    ).toEqual([
      { text: 'Where is it?', label: 'order_status', asksForPerson: true },
      { text: 'Sing!', label: 'unknown' },
      { text: 'Hundred nights', label: 'c_100_night_trial' },
    ]);
  });

  it('says which lines cannot be used', () => {
    const lines = ['{"text":"a","label":"b"}', 'no json', '{"text":"","label":"b"}', '{"text":"c"}'];
    expect(() => read(...lines)).toThrow(/line 2: is not JSON\s+line 3: text .*\s+line 4: label /);
  });
});
