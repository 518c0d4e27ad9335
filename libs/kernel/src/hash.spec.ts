import fc from 'fast-check';
import { canonicalJson, hashOf } from './hash';

/** The same content with the keys of every object in the opposite order. */
const turnedAround = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turnedAround);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turnedAround(item)]),
  );
};

describe('the hash of a value', () => {
  it('does not depend on the order of keys, however deep', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => hashOf(turnedAround(value)) === hashOf(value)));
  });

  it('reads back as the value it was made from', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('survives a round trip through JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => hashOf(JSON.parse(JSON.stringify(value)) as unknown) === hashOf(value)),
    );
  });

  it('takes a missing field and an undefined one as the same', () => {
    expect(hashOf({ a: 1, b: undefined })).toBe(hashOf({ a: 1 }));
    expect(hashOf({ a: null })).not.toBe(hashOf({}));
  });

  it('changes with the order of a list, with any value and with any instant', () => {
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
    expect(hashOf({ body: 'yes' })).not.toBe(hashOf({ body: 'yes ' }));
    expect(hashOf(new Date(0))).not.toBe(hashOf(new Date(1)));
    expect(hashOf(new Date(0))).toBe(hashOf('1970-01-01T00:00:00.000Z'));
  });

  it('is 64 hexadecimal digits', () => {
    expect(hashOf({ a: [1, 'x', null] })).toMatch(/^[0-9a-f]{64}$/);
  });
});
