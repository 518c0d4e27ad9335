import fc from 'fast-check';
import { append, appendByKey, latest, merge, once, sumByKey, union } from './channel';
import { CHANNELS } from './channels';
import { applyUpdate, initialState, restoreState } from './workflow-state';

const words = fc.array(fc.string());
const counts = fc.dictionary(
  fc.string().filter((key) => key !== '__proto__'),
  fc.integer({ min: 0, max: 1000 }),
);
const TICKET = '0b8f5dd1-8a5c-4f6e-9f57-3b3b6d0f2a11';

describe('how updates are folded into a channel', () => {
  it('tags: a union does not care about order or repetition', () => {
    const { reduce } = union();
    fc.assert(
      fc.property(words, words, words, (one, two, three) => {
        expect(reduce(reduce(one, two), three)).toEqual(reduce(one, [...three, ...two, ...two]));
        expect(reduce(reduce([], one), one)).toEqual(reduce([], one));
      }),
    );
  });

  it('metrics: numbers are added key by key, in any order', () => {
    const { reduce } = sumByKey();
    fc.assert(
      fc.property(counts, counts, counts, (one, two, three) => {
        expect(reduce(reduce(one, two), three)).toEqual(reduce(one, reduce(two, three)));
        expect(reduce(one, two)).toEqual(reduce(two, one));
      }),
    );
  });

  it('decisions: entries are appended, and the newest are kept', () => {
    const { reduce } = append<string>(5);
    fc.assert(
      fc.property(words, words, (one, two) => {
        expect(reduce(one, two)).toEqual([...one, ...two].slice(-5));
      }),
    );
  });

  it('sends: an entry replaces the one with its key and nothing else', () => {
    const { reduce } = appendByKey<{ id: number; n: number }>(50, ({ id }) => String(id));
    const entries = fc.uniqueArray(fc.record({ id: fc.nat(9), n: fc.nat() }), { selector: ({ id }) => id });
    fc.assert(
      fc.property(entries, entries, (one, two) => {
        const result = reduce(one, two);
        expect(new Set(result.map(({ id }) => id)).size).toBe(result.length);
        for (const entry of two) expect(result).toContainEqual(entry);
        for (const entry of one) if (!two.some(({ id }) => id === entry.id)) expect(result).toContainEqual(entry);
      }),
    );
  });

  it('context: the update wins key by key, and null drops a key', () => {
    const { reduce } = merge<{ a?: number; b?: number }>({});
    expect(reduce({ a: 1, b: 2 }, { a: 3 })).toEqual({ a: 3, b: 2 });
    expect(reduce({ a: 1, b: 2 }, { a: null })).toEqual({ b: 2 });
  });

  it('status: the latest wins; ticket: the first stays', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (one, two) => {
        expect(latest(one).reduce(one, two)).toBe(two);
        expect(once().reduce(two, one)).toBe(two);
      }),
    );
  });
});

describe('the state of a workflow', () => {
  it('has one JSON value per channel, and more than twenty channels', () => {
    const state = initialState(TICKET);
    expect(Object.keys(state)).toEqual(Object.keys(CHANNELS));
    expect(Object.keys(state).length).toBeGreaterThan(20);
    expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
  });

  it('is not changed by an update; what the update leaves out stays', () => {
    const before = Object.freeze(initialState(TICKET));
    const after = applyUpdate(before, { tags: ['refund'], metrics: { steps: 1 }, turn: 4 });
    expect(before).toEqual(initialState(TICKET));
    expect(after).toEqual({ ...before, tags: ['refund'], metrics: { steps: 1 }, turn: 4 });
    expect(applyUpdate(after, { turn: 2 }).turn).toBe(4);
  });

  it('can be read when it was stored before a channel was added', () => {
    const { rejected, ...older } = initialState(TICKET);
    expect(restoreState(older)).toEqual({ ...older, rejected });
  });
});
