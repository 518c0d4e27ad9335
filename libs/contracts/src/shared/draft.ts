import { z } from 'zod';
import { DocumentId } from '../words/words';

/** The span of a document version that supports one sentence of a reply. */
export const Citation = z.object({
  documentId: DocumentId,
  documentVersion: z.number().int().positive(),
  title: z.string(),
  url: z.string().optional(),
  quote: z.string(),
  /** Offsets of the quote in the document's body. */
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  /** Offsets of the supported sentence in the reply's body. */
  sentenceStart: z.number().int().nonnegative(),
  sentenceEnd: z.number().int().nonnegative(),
});
export type Citation = z.output<typeof Citation>;

/** A reply that could be sent; every factual sentence has a citation, at most three documents are cited. */
export const Draft = z.object({
  body: z.string().min(1).max(20_000),
  citations: z.array(Citation).max(60),
  language: z.string().regex(/^[a-z]{2,3}$/),
});
export type Draft = z.output<typeof Draft>;
