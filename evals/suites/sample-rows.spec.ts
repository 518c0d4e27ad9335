import { readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readJsonl } from '../../tools/running-mesh/jsonl';

const SAMPLES = path.join(__dirname, '../samples/suites');

const id = z.string().min(1);
const text = z.string().min(1);
const labelled = z.looseObject({ id, text, label: text, source: text });
const Document = z.looseObject({ doc_id: id, title: text, text, source: text });
const Question = z.looseObject({
  id,
  query: text,
  relevant_doc_ids: z.array(z.string()),
  answerable: z.boolean(),
  source: text,
  answer: text.optional(),
});
const Planted = labelled.extend({ label: z.enum(['attack', 'clean', 'benign']), injected_text: text.optional() });
const Span = z.object({ start: z.int(), end: z.int(), type: text, value: text });
const Personal = z.looseObject({ id, text, spans: z.array(Span) });

const SHAPES: readonly (readonly [beginning: string, shape: z.ZodType])[] = [
  ['triage-', labelled],
  ['escalation-', labelled.extend({ label: z.enum(['human', 'no_human']), orig_label: text })],
  ['kb-', Document],
  ['queries-', Question],
  ['injection-', Planted],
  ['pii-', Personal],
];

const files = readdirSync(SAMPLES).filter((name) => name.endsWith('.jsonl'));
const rowsOf = <Shape extends z.ZodType>(beginning: string, shape: Shape): z.output<Shape>[] =>
  files
    .filter((name) => name.startsWith(beginning))
    .flatMap((name) => z.array(shape).parse(readJsonl(path.join(SAMPLES, name))));

describe('the small samples of the suites', () => {
  it.each(files)('%s has rows of its kind, each under a name of its own', (file) => {
    const shape = SHAPES.find(([beginning]) => file.startsWith(beginning))?.[1] ?? z.never();
    const rows = readJsonl<{ readonly id?: string; readonly doc_id?: string }>(path.join(SAMPLES, file));
    expect(z.array(shape).min(1).parse(rows)).toHaveLength(rows.length);
    expect(new Set(rows.map((row) => row.id ?? row.doc_id)).size).toBe(rows.length);
  });

  it('ask for documents that there are, or for none', () => {
    const known = new Set(rowsOf('kb-', Document).map(({ doc_id }) => doc_id));
    const questions = rowsOf('queries-', Question);
    expect(questions.flatMap((row) => row.relevant_doc_ids.filter((wanted) => !known.has(wanted)))).toEqual([]);
    expect(questions.filter((row) => row.answerable !== row.relevant_doc_ids.length > 0)).toEqual([]);
  });

  it('say exactly where personal data stand', () => {
    const wrong = rowsOf('pii-', Personal).flatMap((row) =>
      row.spans.filter(({ start, end, value }) => row.text.slice(start, end) !== value),
    );
    expect(wrong).toEqual([]);
  });

  it('hold the orders that were planted in them', () => {
    const planted = rowsOf('injection-tickets', Planted);
    expect(planted.filter((row) => row.label === 'attack' && !row.text.includes(row.injected_text ?? '\0'))).toEqual(
      [],
    );
    expect(planted.filter((row) => row.label === 'clean' && row.injected_text !== undefined)).toEqual([]);
  });
});
