import type { CitedSpan } from '@mesh/memory';

/** How a span lies in the column `cited`. */
export interface StoredSpan {
  readonly document_id: string;
  readonly document_version: number;
  readonly start: number;
  readonly end: number;
}

export const storedSpan = ({ documentId, documentVersion, start, end }: CitedSpan): StoredSpan => ({
  document_id: documentId,
  document_version: documentVersion,
  start,
  end,
});

/** Names the version that a span lies in. */
export const versionKey = (span: StoredSpan): string => `${span.document_id} ${span.document_version}`;
