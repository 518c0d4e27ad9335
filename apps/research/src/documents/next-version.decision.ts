import type { DocumentHead, VersionStatus } from './document';

export interface NewestVersion {
  readonly version: number;
  readonly status: VersionStatus;
  readonly contentHash: string;
}

export type SaveDecision =
  /** The newest version says exactly this. */
  | { readonly kind: 'unchanged'; readonly newest: NewestVersion; readonly ask: boolean }
  /** `waits`: an older version is live, so the gateway has to put aside what cites it first. */
  | { readonly kind: 'new_version'; readonly version: number; readonly waits: boolean };

/** What saving this content means. `ask`: the newest version still waits, so the question is asked again. */
export function decideSave(
  head: DocumentHead | undefined,
  newest: NewestVersion | undefined,
  contentHash: string,
): SaveDecision {
  const isGone = newest?.status === 'deleting' || newest?.status === 'deleted';
  if (newest && !isGone && newest.contentHash === contentHash) {
    return { kind: 'unchanged', newest, ask: newest.status === 'indexing' };
  }
  return { kind: 'new_version', version: (head?.newestVersion ?? 0) + 1, waits: isInUse(head) };
}

export type DeleteDecision =
  | { readonly kind: 'not_found' }
  | { readonly kind: 'under_way'; readonly version: number }
  | { readonly kind: 'new_version'; readonly version: number; readonly waits: boolean };

/** What deleting means: a new version of nothing, unless there is nothing or it is under way. */
export function decideDelete(head: DocumentHead | undefined, newest: NewestVersion | undefined): DeleteDecision {
  if (!head || !newest || newest.status === 'deleted') return { kind: 'not_found' };
  if (newest.status === 'deleting') return { kind: 'under_way', version: newest.version };
  return { kind: 'new_version', version: head.newestVersion + 1, waits: isInUse(head) };
}

const isInUse = (head: DocumentHead | undefined): boolean => head !== undefined && head.liveVersion !== null;
