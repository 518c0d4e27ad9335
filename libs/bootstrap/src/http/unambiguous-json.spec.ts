import fc from 'fast-check';
import { ProblemException } from '../problems/problem-exception';
import { mustBeUnambiguousJson } from './unambiguous-json';

const faultOf = (text: string): unknown => {
  try {
    mustBeUnambiguousJson(text);
    return undefined;
  } catch (error) {
    if (error instanceof ProblemException) return (error.extra['errors'] as { code: string }[])[0]?.code;
    throw error;
  }
};

describe('F72: JSON that readers understand differently', () => {
  it.each([
    ['a key twice', '{"role":"submitter","role":"admin"}'],
    ['a key twice, once written otherwise', '{"role":"submitter","r\\u006fle":"admin"}'],
    ['a key twice, deep inside', '[1,{"a":[{"b":{"c":1, "d":2 , "c" : 3}}]}]'],
    ['a key twice with objects between', '{"a":{"a":1},"b":[{"a":1}],"a":2}'],
  ])('has %s', (_, text) => {
    expect(faultOf(text)).toBe('duplicate_key');
  });

  it.each(['9007199254740993', '-9007199254740993', '1e400', '-1e400', `1${'0'.repeat(400)}`])(
    'has the number %s, which no reader keeps',
    (number) => {
      expect(faultOf(`{"id":${number}}`)).toBe('number_inexact');
      expect(faultOf(`[[${number}]]`)).toBe('number_inexact');
    },
  );

  it.each([
    '{"a":{"a":1},"b":{"a":1}}',
    '["a","a",{"a":"a"}]',
    '{"a":"a\\":{\\"a\\":1}","b":"\\\\"}',
    '{"number":"9007199254740993"}',
    '[9007199254740991,-9007199254740991,0.1,1e300,-0,1e-400]',
    '"9007199254740993"',
  ])('is not %s', (text) => {
    expect(faultOf(text)).toBeUndefined();
  });

  it('is nothing that was written from an object', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 5, values: [fc.string(), fc.double({ max: 1e15, min: -1e15 })] }), (value) => {
        for (const space of [0, 2]) expect(faultOf(JSON.stringify(value, null, space))).toBeUndefined();
      }),
    );
  });
});
