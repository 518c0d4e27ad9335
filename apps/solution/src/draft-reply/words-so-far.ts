import { parse } from 'partial-json';
import { z } from 'zod';

/** As much of a model's draft as has come: anything may still be missing. */
const PartOfDraft = z.object({
  paragraphs: z
    .array(z.object({ sentences: z.array(z.object({ text: z.string().default('') })).default([]) }))
    .default([]),
});

/** The words of a model's draft whose JSON is not complete yet; empty before the first of them. */
export function wordsSoFar(json: string): string {
  const draft = PartOfDraft.safeParse(parsed(json)).data;
  const paragraphs = draft?.paragraphs.map(({ sentences }) => sentences.map(({ text }) => text).join(' ')) ?? [];
  return paragraphs.join('\n\n').trim();
}

/** A beginning that is no JSON shows nothing; whether the whole is, is judged elsewhere. */
function parsed(json: string): unknown {
  try {
    return parse(json);
  } catch {
    return undefined;
  }
}
