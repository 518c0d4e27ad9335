import { ProblemException } from '@mesh/bootstrap';
import type { WorkTransaction } from '@mesh/messaging';
import { lockKnowledge, readHead, readNewest } from './pg-documents';
import { advanceHead } from './pg-publishing';
import { releasePassages } from './pg-quarantine';
import type { DocumentState } from './save-document';

/**
 * Lets answers rest on what was held back in the newest version, which must be the one that the person has seen; again, it
 * changes nothing. Undefined when there is no such document. @throws ProblemException 409 `DOCUMENT_CHANGED`
 */
export async function releaseDocument(
  tx: WorkTransaction,
  seen: { readonly documentId: string; readonly version: number; readonly releasedBy: string },
): Promise<DocumentState | undefined> {
  const { sql, tenantId } = tx;
  const { documentId, version } = seen;
  await lockKnowledge(sql, tenantId);
  const head = await readHead(sql, tenantId, documentId);
  const newest = head && (await readNewest(sql, tenantId, head));
  if (!newest || newest.status === 'deleting' || newest.status === 'deleted') return undefined;
  if (newest.version !== version) throw changed(newest.version);
  const released = await releasePassages(sql, { tenantId, documentId, version }, seen.releasedBy);
  if (released > 0) {
    await advanceHead(sql, tenantId, documentId, { live: head.liveVersion, settled: head.settledVersion });
  }
  return { id: documentId, version, status: newest.status };
}

const changed = (newest: number): ProblemException =>
  new ProblemException(409, 'DOCUMENT_CHANGED', `The newest version of the document is ${newest} by now.`);
