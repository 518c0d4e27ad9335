import type { StoredPassage } from '@mesh/memory';
import * as fc from 'fast-check';
import { chooseEvidence } from './choose-evidence';

const passage = (documentId: string, ordinal: number): StoredPassage => ({
  id: `${documentId}#${ordinal}`,
  kind: 'knowledge',
  audience: 'public',
  documentId,
  documentVersion: 1,
  ordinal,
  title: documentId,
  headingPath: [],
  keywords: '',
  start: 0,
  end: 1,
  text: 'x',
});
const ranked = (...names: [string, number][]) =>
  names.map(([documentId, ordinal], at) => ({ passage: passage(documentId, ordinal), score: 100 - at }));
const siblings = (documentId: string, count: number) =>
  Array.from({ length: count }, (_, ordinal) => passage(documentId, ordinal));
const ids = (chosen: ReturnType<typeof chooseEvidence>) => chosen.map((one) => one.passage.id);

describe('choosing evidence', () => {
  it('lets no document crowd out the others', () => {
    const list = ranked(['a', 0], ['a', 5], ['a', 2], ['a', 7], ['b', 0]);
    expect(ids(chooseEvidence(list, []))).toEqual(['a#0', 'a#5', 'a#2', 'b#0']);
  });

  it('adds what stands before and after the best passage', () => {
    expect(ids(chooseEvidence(ranked(['a', 3], ['b', 0]), siblings('a', 9)))).toEqual(['a#3', 'b#0', 'a#2', 'a#4']);
  });

  it('keeps best first among what it adds', () => {
    const list = ranked(['b', 3], ['b', 5], ['b', 0], ['b', 2]);
    expect(ids(chooseEvidence(list, siblings('b', 6)))).toEqual(['b#3', 'b#5', 'b#0', 'b#4', 'b#2']);
  });

  it('is at most twelve, none twice, at most five of a document, best first', () => {
    const names = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.nat(9)), {
      selector: ([documentId, ordinal]) => `${documentId}${ordinal}`,
    });
    fc.assert(
      fc.property(names, (list) => {
        const chosen = chooseEvidence(ranked(...list), siblings(list[0]?.[0] ?? 'a', 10));
        expect(chosen.length).toBeLessThanOrEqual(12);
        expect(chosen.length).toBeGreaterThanOrEqual(Math.min(1, list.length));
        expect(new Set(ids(chosen)).size).toBe(chosen.length);
        expect(chosen.every((one, at) => one.score <= (chosen[at - 1]?.score ?? Infinity))).toBe(true);
      }),
    );
  });
});
