import fc from 'fast-check';
import { chunkDocument } from './chunk-document';
import { embedLocally, LOCAL_EMBEDDING_DIMENSIONS } from './embed-locally';
import { fuseRankings } from './fuse-rankings';
import { LexicalIndex } from './lexical-index';
import { PassageIndex } from './passage-index';

const entry = (id: string, title: string, body: string) => ({ id, title, body });
const shop = [
  entry('invoice', 'Download an invoice', 'Open Billing and press Download next to the invoice.'),
  entry('domain', 'Connect a domain', 'Point the name servers of the domain to us.'),
  entry('photo', 'Change the gallery photo', 'Select the gallery, then replace the picture.'),
];
const filled = (entries = shop) => {
  const index = new LexicalIndex();
  entries.forEach((item) => index.add(item));
  return index;
};
const ids = (index: LexicalIndex, query: string) => index.search(query).map((hit) => hit.id);

describe('the lexical index', () => {
  it('finds by other endings, by synonyms and through a typo', () => {
    expect(ids(filled(), 'invoices')[0]).toBe('invoice');
    expect(ids(filled(), 'image')[0]).toBe('photo');
    expect(ids(filled(), 'domian')[0]).toBe('domain');
  });

  it('does not know what was removed or replaced', () => {
    const index = filled();
    index.remove('domain');
    index.add(entry('invoice', 'Shipping', 'Parcels go out daily.'));
    expect(ids(index, 'domain')).toEqual([]);
    expect(ids(index, 'invoice')).toEqual([]);
    expect(ids(index, 'parcel')).toEqual(['invoice']);
    expect(index.size).toBe(2);
  });

  it('ranks the same after any history of additions and removals as when built afresh', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(2)), { maxLength: 200 }), (steps) => {
        const index = new LexicalIndex();
        const kept = new Map<string, (typeof shop)[number]>();
        for (const [add, at] of steps) {
          const item = shop[at] ?? shop[0]!;
          if (add) index.add(item);
          else index.remove(item.id);
          if (add) kept.set(item.id, item);
          else kept.delete(item.id);
        }
        const fresh = filled([...kept.values()]);
        expect(index.search('change invoice domain photo')).toEqual(fresh.search('change invoice domain photo'));
      }),
      { numRuns: 60 },
    );
  });

  it('comes back from JSON with the same answers', () => {
    const copy = LexicalIndex.fromJSON(JSON.parse(JSON.stringify(filled())) as ReturnType<LexicalIndex['toJSON']>);
    expect(copy.search('gallery invoice')).toEqual(filled().search('gallery invoice'));
  });

  it('shows only what the filter allows', () => {
    expect(
      filled()
        .search('invoice domain', { filter: (id) => id !== 'invoice' })
        .map((hit) => hit.id),
    ).toEqual(['domain']);
  });

  it('answers within a few milliseconds over 10,000 entries', () => {
    const index = new LexicalIndex();
    const word = (n: number) => `w${(n * 7919) % 4000}`;
    for (let n = 0; n < 10_000; n += 1)
      index.add(entry(`e${n}`, word(n), Array.from({ length: 30 }, (_, k) => word(n * 31 + k)).join(' ')));
    index.search('w1 w2 w3');
    const started = performance.now();
    for (let n = 0; n < 20; n += 1) index.search(`${word(n)} ${word(n + 1)} ${word(n + 2)} ${word(n + 3)}`);
    expect((performance.now() - started) / 20).toBeLessThan(25);
  });
});

describe('chunks of a document', () => {
  const markdown = [
    '# Guide',
    'Intro text here.',
    '## Install',
    ...Array.from({ length: 30 }, (_, n) => `Step ${n} says to press the button number ${n} and wait.`),
    '## Remove',
    '- Open it',
    '- Delete it',
    '```',
    'code',
    '```',
  ].join('\n\n');

  it('are exact pieces of the body that cover every word once, for Markdown and any other text', () => {
    const pieces = fc
      .array(
        fc.constantFrom(
          '# H\n',
          'Some words here. ',
          '\n\n',
          '- a\n',
          '| a | b |\n|---|---|\n| 1 | 2 |\n',
          '> quote\n',
          '```\nx\n```\n',
          '[a]: http://b\n',
          'word '.repeat(90),
          '\r\n',
          '😀',
        ),
        { maxLength: 25 },
      )
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ maxLength: 400 })), (body) => {
        let last = 0;
        for (const chunk of chunkDocument({ title: 't', body })) {
          expect(body.slice(chunk.start, chunk.end)).toBe(chunk.text);
          expect(body.slice(last, chunk.start)).not.toMatch(/[\p{L}\p{N}]/u);
          expect(chunk.start).toBeGreaterThanOrEqual(last);
          last = chunk.end;
        }
        expect(body.slice(last)).not.toMatch(/[\p{L}\p{N}]/u);
      }),
      { numRuns: 200 },
    );
  });

  it('stay below 200 words, carry their headings and are the same every time', () => {
    const chunks = chunkDocument({ title: 'Guide', body: markdown });
    expect(chunks.every((chunk) => chunk.text.split(/\s+/).length <= 200)).toBe(true);
    expect(chunks.at(-1)?.headingPath).toEqual(['Guide', 'Remove']);
    expect(chunks.map((chunk) => chunk.ordinal)).toEqual(chunks.map((_, at) => at));
    expect(chunkDocument({ title: 'Guide', body: markdown })).toEqual(chunks);
  });

  it('divide an article without line breaks between sentences', () => {
    const body = Array.from({ length: 60 }, (_, n) => `Sentence ${n} has a handful of words.`).join(' ');
    const chunks = chunkDocument({ title: 't', body });
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.every((chunk) => chunk.text.endsWith('.'))).toBe(true);
  });
});

describe('finding passages', () => {
  const index = new PassageIndex();
  shop.forEach(({ id, title, body }) => index.add({ id, title, passages: [{ id: `${id}#0`, text: body, start: 0 }] }));

  it('puts the article whose title is the question first', () => {
    expect(index.search('How do I connect my domain?')[0]).toMatchObject({ documentId: 'domain', id: 'domain#0' });
  });

  it('forgets a removed document and respects the filter', () => {
    index.add({ id: 'gone', title: 'Domain', passages: [{ id: 'gone#0', text: 'domain', start: 0 }] });
    index.remove('gone');
    expect(index.search('domain').map((passage) => passage.documentId)).not.toContain('gone');
    expect(index.search('domain', { filter: (passage) => passage.documentId !== 'domain' })).toEqual([]);
  });
});

describe('local embeddings', () => {
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

  it('are of fixed size, of length one and the same every time', () => {
    const vector = embedLocally('cancel my subscription');
    expect(vector).toHaveLength(LOCAL_EMBEDDING_DIMENSIONS);
    expect(dot(vector, vector)).toBeCloseTo(1, 4);
    expect(embedLocally('cancel my subscription')).toEqual(vector);
    expect(dot(embedLocally('?!'), vector)).toBe(0);
  });

  it('are nearer for texts that share words or spellings', () => {
    const asked = embedLocally('cancelling the premium subscription');
    expect(dot(asked, embedLocally('cancel a subscription'))).toBeGreaterThan(
      dot(asked, embedLocally('install a printer')) + 0.2,
    );
  });
});

it('fused rankings prefer what several lists agree on and are stable', () => {
  const lists = [
    ['a', 'b', 'c'],
    ['b', 'c', 'd'],
  ].map((list) => list.map((id) => ({ id })));
  expect(fuseRankings(lists).map((hit) => hit.id)).toEqual(['b', 'c', 'a', 'd']);
  expect(fuseRankings(lists, { weights: [10, 1], limit: 1 })[0]?.id).toBe('b');
});
