import fc from 'fast-check';
import { z } from 'zod';
import { parseAnswer } from './parse-answer';
import { responseSchema } from './response-schema';

const Anything = z.unknown();

describe('the text of an answer', () => {
  it('is read as JSON reads it, and with a key twice not at all', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (json) => {
        expect(parseAnswer(json, Anything)).toEqual({ ok: true, answer: JSON.parse(json) as unknown });
      }),
    );
    for (const json of ['{"a":1,"a":1}', '{"b":[{"a":1,"c":2,"a":"x"}]}', '{"a": 1, "\\u0061": 2}'])
      expect(parseAnswer(json, Anything)).toMatchObject({ ok: false });
    expect(parseAnswer('{"a":"b\\":1,\\"a\\":","c":"\\\\"}', Anything)).toMatchObject({ ok: true });
  });

  it('is told what is wrong with it without a word of it', () => {
    const Strict = z.strictObject({ colour: z.enum(['red']) });
    const parsed = parseAnswer('{"colour":"canary","canary bird":1}', Strict);
    expect(parsed).toMatchObject({ ok: false });
    expect(JSON.stringify(parsed)).not.toContain('canary');
  });
});

describe('the schema that a server is given', () => {
  it('is strict, requires everything, and has no bounds that servers refuse', () => {
    const schema = responseSchema(
      z.strictObject({ text: z.string().min(1).max(5), list: z.array(z.number().min(0)).max(3) }),
    );
    expect(schema).toEqual({
      type: 'object',
      properties: { text: { type: 'string' }, list: { type: 'array', items: { type: 'number' } } },
      required: ['text', 'list'],
      additionalProperties: false,
    });
  });
});
