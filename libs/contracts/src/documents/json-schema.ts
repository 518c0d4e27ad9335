import { z } from 'zod';
import type { MessageDefinition } from '../envelope/define';

export type JsonSchema = { readonly [key: string]: unknown };

/**
 * The JSON Schema (2020-12) of a message's data as it travels. Objects stay open: a newer sender may add fields, and an
 * older reader must not refuse them.
 */
export function dataSchemaOf(definition: MessageDefinition): JsonSchema {
  const schema = z.toJSONSchema(definition.schema, {
    target: 'draft-2020-12',
    io: 'output',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return { ...(JSON.parse(JSON.stringify(schema)) as object), title: definition.type, description: definition.summary };
}
