import { z } from 'zod';
import { MESSAGE_DEFINITIONS } from '../registry';
import { breakingChanges } from './breaking-changes';
import { type JsonSchema, dataSchemaOf } from './json-schema';

const schemaOf = (type: z.ZodType): JsonSchema => z.toJSONSchema(type, { io: 'output' });
const within = (type: z.ZodType): z.ZodType => z.object({ outer: z.array(z.object({ inner: type })) });

const cat = z.object({ kind: z.literal('cat'), lives: z.number() });
const dog = z.object({ kind: z.literal('dog'), tricks: z.string() });
const fish = z.object({ kind: z.literal('fish') });

const ADDITIVE: [string, z.ZodType, z.ZodType][] = [
  ['nothing', z.object({ a: z.string() }), z.object({ a: z.string() })],
  ['an optional field is added', z.object({ a: z.string() }), z.object({ a: z.string(), b: z.string().optional() })],
  ['a value is added', z.enum(['a', 'b']), z.enum(['a', 'b', 'c'])],
  [
    'a member of a union is added',
    z.discriminatedUnion('kind', [cat, dog]),
    z.discriminatedUnion('kind', [fish, cat, dog]),
  ],
  ['the members change places', z.union([z.string(), z.number()]), z.union([z.number(), z.string()])],
  ['a limit is loosened', z.string().min(2).max(10), z.string().min(1).max(20)],
  ['a description changes', z.string().describe('old'), z.string().describe('new')],
];

const BREAKING: [string, z.ZodType, z.ZodType][] = [
  ['a field is removed', z.object({ a: z.string(), b: z.string().optional() }), z.object({ a: z.string() })],
  ['a field is renamed', z.object({ a: z.string() }), z.object({ b: z.string() })],
  ['a field is newly required', z.object({ a: z.string() }), z.object({ a: z.string(), b: z.string() })],
  ['a field becomes required', z.object({ a: z.string().optional() }), z.object({ a: z.string() })],
  ['a field becomes optional', z.object({ a: z.string() }), z.object({ a: z.string().optional() })],
  ['a type changes', z.string(), z.number()],
  ['a number becomes whole', z.number(), z.number().int()],
  ['a format changes', z.uuid(), z.string()],
  ['a pattern changes', z.string().regex(/^a$/), z.string().regex(/^b$/)],
  ['a constant changes', z.literal('a'), z.literal('b')],
  ['a value is removed', z.enum(['a', 'b']), z.enum(['a'])],
  ['values are newly restricted', z.string(), z.enum(['a'])],
  [
    'the first member of a union is removed',
    z.discriminatedUnion('kind', [cat, dog]),
    z.discriminatedUnion('kind', [dog]),
  ],
  [
    'the last member of a union is removed',
    z.discriminatedUnion('kind', [cat, dog]),
    z.discriminatedUnion('kind', [cat]),
  ],
  ['a plain member of a union is removed', z.union([z.string(), z.number()]), z.union([z.string(), z.boolean()])],
  [
    'a member of a union loses a field',
    z.discriminatedUnion('kind', [cat, dog]),
    z.discriminatedUnion('kind', [cat, dog.omit({ tricks: true })]),
  ],
  ['a union becomes one type', z.union([z.string(), z.number()]), z.string()],
  ['the values of a map change', z.record(z.string(), z.string()), z.record(z.string(), z.number())],
  ['a smallest value rises', z.number().min(0), z.number().min(1)],
  ['a greatest value falls', z.number().max(10), z.number().max(9)],
  ['a length is newly limited', z.string(), z.string().max(10)],
  ['a list is shortened', z.array(z.string()).max(10), z.array(z.string()).max(9)],
];

describe('between two releases of a message', () => {
  it.each(ADDITIVE)('it is allowed when %s', (_what, older, newer) => {
    expect(breakingChanges(schemaOf(older), schemaOf(newer))).toEqual([]);
    expect(breakingChanges(schemaOf(within(older)), schemaOf(within(newer)))).toEqual([]);
  });

  it.each(BREAKING)('it is refused when %s', (_what, older, newer) => {
    expect(breakingChanges(schemaOf(older), schemaOf(newer))).not.toEqual([]);
    expect(breakingChanges(schemaOf(within(older)), schemaOf(within(newer)))).not.toEqual([]);
  });

  it('the place of the change is named', () => {
    const older = schemaOf(within(z.enum(['a', 'b'])));
    const newer = schemaOf(within(z.enum(['a'])));
    expect(breakingChanges(older, newer)).toEqual(['$.outer.items.inner: value b removed']);
  });

  it.each(MESSAGE_DEFINITIONS.map((definition): [string, JsonSchema] => [definition.type, dataSchemaOf(definition)]))(
    'nothing breaks when %s stays as it is',
    (_type, schema) => {
      expect(breakingChanges(schema, schema)).toEqual([]);
    },
  );
});
