import type { Citation } from '@mesh/contracts';
import { z } from 'zod';

export const CitationView = z.object({
  documentId: z.string(),
  documentVersion: z.number().int(),
  title: z.string(),
  url: z.string().optional(),
  quote: z.string(),
  /** Offsets of the quote in the document's body. */
  start: z.number().int(),
  end: z.number().int(),
});

export const TextWithCitations = z.object({ body: z.string(), citations: z.array(CitationView) });

/** A draft or a reply as the API shows it. */
export const textView = (text: {
  readonly body: string;
  readonly citations: readonly Citation[];
}): z.output<typeof TextWithCitations> => ({
  body: text.body,
  citations: text.citations.map(({ documentId, documentVersion, title, url, quote, start, end }) => {
    return { documentId, documentVersion, title, url, quote, start, end };
  }),
});
