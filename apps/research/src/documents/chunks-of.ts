import { derivedId, hashOf } from '@mesh/kernel';
import { chunkDocument } from '@mesh/text';
import type { ChunkSpan, DocumentContent } from './document';

/** Equal content has the equal hash, whoever sends it. */
export const contentHashOf = (content: DocumentContent): string =>
  hashOf({ ...content, url: content.url ?? null, tags: [...content.tags].sort() });

/** The chunks of a version, with ids that its position gives, so that storing them again stores the same. */
export const chunksOf = (
  tenantId: string,
  version: { readonly documentId: string; readonly version: number },
  content: DocumentContent,
): ChunkSpan[] =>
  chunkDocument(content).map(({ ordinal, headingPath, start, end }) => ({
    chunkId: derivedId('chunk', tenantId, version.documentId, version.version, ordinal),
    ordinal,
    headingPath,
    start,
    end,
  }));
