import { z } from 'zod';

/** Bounds that servers do not take in schemas; they are checked here instead. */
const NOT_TAKEN = new Set([
  '$schema',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'pattern',
]);

const made = new WeakMap<z.ZodType, Record<string, unknown>>();

/** The schema of an answer as servers take it for structured output: strict objects, every property required. */
export function responseSchema(schema: z.ZodType): Record<string, unknown> {
  const known = made.get(schema);
  if (known) return known;
  const fresh = stripped(z.toJSONSchema(schema, { io: 'output' })) as Record<string, unknown>;
  made.set(schema, fresh);
  return fresh;
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !NOT_TAKEN.has(key))
      .map(([key, item]) => [key, stripped(item)]),
  );
}
