import { type CitedVersion } from './cited-versions';
import type { ResolutionRow } from './pg-resolutions';
import { type StoredSpan, versionKey } from './stored-span';

export interface CitedSpanView {
  readonly documentId: string;
  readonly documentVersion: number;
  readonly title: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** Whether this version is the one that answers rest on now. */
  readonly live: boolean;
}

export type ResolutionStatus =
  | 'in_use'
  /** A document that it cites was replaced or deleted: it is no evidence until somebody has looked. */
  | 'needs_review'
  | 'withdrawn';

export interface ResolutionView extends Omit<ResolutionRow, 'cited' | 'documentId'> {
  readonly status: ResolutionStatus;
  readonly cited: readonly CitedSpanView[];
}

export function resolutionView(
  { documentId: _, cited, ...row }: ResolutionRow,
  versions: ReadonlyMap<string, CitedVersion>,
): ResolutionView {
  const spans = cited.map((span) => spanView(span, versions.get(versionKey(span))));
  return { ...row, status: statusOf(row.withdrawnAt, spans), cited: spans };
}

function statusOf(withdrawnAt: Date | null, spans: readonly CitedSpanView[]): ResolutionStatus {
  if (withdrawnAt !== null) return 'withdrawn';
  return spans.every(({ live }) => live) ? 'in_use' : 'needs_review';
}

const spanView = (span: StoredSpan, version: CitedVersion | undefined): CitedSpanView => ({
  documentId: span.document_id,
  documentVersion: span.document_version,
  title: version?.title ?? '',
  quote: version?.body.slice(span.start, span.end) ?? '',
  start: span.start,
  end: span.end,
  live: version !== undefined && version.liveVersion === span.document_version,
});
