import fc from 'fast-check';
import { z } from 'zod';
import type { MessageDefinition } from '../src/envelope/define';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Any data that a sender may put into a message of this kind. */
export const validData = (definition: MessageDefinition): fc.Arbitrary<unknown> =>
  valuesOf(z.toJSONSchema(definition.schema, { io: 'input' }) as Schema);

function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const members = schema.anyOf ?? schema.oneOf;
  if (members) return fc.oneof(...members.map(valuesOf));
  switch (schema.type) {
    case 'object':
      return objects(schema);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 2 });
    case 'string':
      return strings(schema);
    case 'integer':
      return fc.integer({ min: lowest(schema) ?? -1000, max: Math.min(schema.maximum ?? 1e6, 1e6) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true }).map((n) => n + 0);
    case 'boolean':
      return fc.boolean();
    default:
      throw new Error(`no values for the schema ${JSON.stringify(schema)}`);
  }
}

const lowest = (schema: Schema): number | undefined =>
  schema.exclusiveMinimum === undefined ? schema.minimum : schema.exclusiveMinimum + 1;

function objects(schema: Schema): fc.Arbitrary<unknown> {
  if (typeof schema.additionalProperties === 'object' && schema.propertyNames) {
    return fc.dictionary(
      valuesOf(schema.propertyNames) as fc.Arbitrary<string>,
      valuesOf(schema.additionalProperties),
      {
        maxKeys: 2,
        noNullPrototype: true,
      },
    );
  }
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, valuesOf(field)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true });
}

function strings(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return fc.uuid();
  if (schema.format === 'date-time') {
    return fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
  }
  if (schema.pattern)
    return fc.stringMatching(new RegExp(schema.pattern)).filter((text) => text.length <= (schema.maxLength ?? 200));
  return fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 40, 40) });
}
