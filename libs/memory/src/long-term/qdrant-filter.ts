import type { Schemas } from '@qdrant/js-client-rest';
import { TerminalError } from '@mesh/kernel';
import type { PassageAudience, PassageKind } from './stored-passage';

export type PointFilter = Schemas['Filter'];
/** Besides passages a collection holds one point that says how far it has followed the truth. */
export type PointKind = PassageKind | typeof STATE_KIND;

export const STATE_KIND = 'index_state';
export const PASSAGE_KINDS: readonly PassageKind[] = ['knowledge', 'resolution'];

/** Which points of a tenant are meant; every field narrows. */
export interface PointSelection {
  readonly kinds: readonly PointKind[];
  readonly audiences?: readonly PassageAudience[];
  readonly documentIds?: readonly string[];
  readonly documentVersion?: number;
  /** Written for a revision of the truth below this one. */
  readonly writtenBefore?: number;
  readonly writtenUpTo?: number;
  readonly build?: string;
  readonly revision?: { readonly from: number; readonly below: number };
}

/**
 * The only place where a filter is made: whatever is asked of Qdrant, the tenant is in it, and Qdrant applies it.
 * @throws TerminalError `TENANT_INVALID` without a tenant
 */
export function pointsOf(tenantId: string, selection: PointSelection): PointFilter & { readonly must: object[] } {
  requireTenant(tenantId);
  const { kinds, audiences, documentIds, documentVersion, writtenBefore, writtenUpTo, build, revision } = selection;
  return {
    must: [
      { key: 'tenant_id', match: { value: tenantId } },
      anyOf('kind', kinds),
      ...(audiences ? [anyOf('audience', audiences)] : []),
      ...(documentIds ? [anyOf('document_id', documentIds)] : []),
      ...(documentVersion === undefined ? [] : [{ key: 'document_version', match: { value: documentVersion } }]),
      ...(writtenBefore === undefined ? [] : [{ key: 'written_for', range: { lt: writtenBefore } }]),
      ...(writtenUpTo === undefined ? [] : [{ key: 'written_for', range: { lte: writtenUpTo } }]),
      ...(build === undefined ? [] : [{ key: 'build', match: { value: build } }]),
      ...(revision ? [{ key: 'revision', range: { gte: revision.from, lt: revision.below } }] : []),
    ],
  };
}

/** @throws TerminalError `TENANT_INVALID` for anything but the id of one tenant */
export function requireTenant(tenantId: unknown): void {
  if (typeof tenantId !== 'string' || tenantId === '')
    throw new TerminalError('TENANT_INVALID', 'points are only reached with a tenant');
}

const anyOf = (key: string, values: readonly string[]) => ({ key, match: { any: [...values] } });
