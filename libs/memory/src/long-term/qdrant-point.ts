import type { Schemas } from '@qdrant/js-client-rest';
import { derivedId } from '@mesh/kernel';
import { embedLocally } from '@mesh/text';
import { z } from 'zod';
import { readable } from './qdrant-fault';
import type { StoredPassage } from './stored-passage';
import { headingOf, termsOf, weighPassage } from './term-weights';

export const DENSE = 'dense';
export const SPARSE = 'terms';

const Passage = z.object({
  id: z.string(),
  kind: z.enum(['knowledge', 'resolution']),
  audience: z.enum(['public', 'internal']),
  documentId: z.string(),
  documentVersion: z.number(),
  ordinal: z.number(),
  title: z.string(),
  url: z.string().optional(),
  headingPath: z.array(z.string()),
  keywords: z.string(),
  start: z.number(),
  end: z.number(),
  text: z.string(),
});
const Payload = z.object({ passage: Passage });

/** A passage as a point. Its id is derived, so that writing it twice is writing it once. */
export const pointOf = (
  tenantId: string,
  passage: StoredPassage,
  writtenFor: number,
): Schemas['PointStruct'] & { readonly id: string } => ({
  id: derivedId('point', tenantId, passage.id),
  vector: {
    [DENSE]: [...embedLocally(`${passage.title} ${headingOf(passage)} ${passage.text}`)],
    [SPARSE]: weighPassage(passage),
  },
  payload: {
    tenant_id: tenantId,
    kind: passage.kind,
    audience: passage.audience,
    document_id: passage.documentId,
    document_version: passage.documentVersion,
    written_for: writtenFor,
    terms: termsOf(passage),
    passage,
  },
});

/** @throws RetryableError when the point was not written by this version */
export const passageOf = (point: { readonly payload?: unknown }): StoredPassage =>
  readable(Payload, point.payload).passage;
