import { z } from 'zod';

/** Either the whole answer in its agreed form, or what is wrong with it, in words that quote nothing of it. */
export type ParsedAnswer<T> =
  { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly faults: readonly string[] };

/** No answer that is asked for is nearly as long. */
export const LONGEST_ANSWER = 200_000;
const FENCED = /^\s*```(?:json)?[ \t]*\r?\n([\s\S]*?)\r?\n```\s*$/;
/** In valid JSON every quote that is met from the left begins a string; one before a colon is a key. */
const STRINGS = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** Reads an answer strictly; a fence around the whole of it is the one thing that is overlooked. */
export function parseAnswer<T>(text: string, schema: z.ZodType<T>): ParsedAnswer<T> {
  if (text.length > LONGEST_ANSWER) return { ok: false, faults: ['the answer is far too long'] };
  const json = FENCED.exec(text)?.[1] ?? text;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, faults: ['the answer is not one JSON value and nothing else'] };
  }
  if (keysWritten(json) !== keysRead(value)) return { ok: false, faults: ['a key stands twice in an object'] };
  const { data, error } = schema.safeParse(value);
  return error ? { ok: false, faults: error.issues.slice(0, 10).map(faultOf) } : { ok: true, answer: data };
}

const keysWritten = (json: string): number => [...json.matchAll(STRINGS)].filter(([, colon]) => colon).length;

function keysRead(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  const items: unknown[] = Object.values(value);
  return (Array.isArray(value) ? 0 : items.length) + items.reduce<number>((sum, item) => sum + keysRead(item), 0);
}

const faultOf = ({ path, code }: z.core.$ZodIssue): string =>
  `${path.filter((part) => typeof part === 'number' || /^\w{1,40}$/.test(String(part))).join('.') || 'the answer'}: ${code}`;
