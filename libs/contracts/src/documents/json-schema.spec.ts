import { z } from 'zod';
import { defineCommand } from '../envelope/define';
import { dataSchemaOf } from './json-schema';

const sample = defineCommand(
  'triage',
  'sample',
  'A sample.',
  z.object({ rules: z.record(z.string(), z.object({ n: z.number().int() })), note: z.string().default('') }),
);

describe('the JSON Schema of a message', () => {
  it('leaves objects open for the fields of a newer sender', () => {
    expect(dataSchemaOf(sample)).not.toHaveProperty('additionalProperties');
  });

  it('keeps the shape of what a map holds', () => {
    expect(dataSchemaOf(sample)).toHaveProperty('properties.rules.additionalProperties.properties.n.type', 'integer');
  });

  it('promises the reader every field that the sender fills in', () => {
    expect(dataSchemaOf(sample)).toMatchObject({ required: ['rules', 'note'], title: sample.type });
  });
});
