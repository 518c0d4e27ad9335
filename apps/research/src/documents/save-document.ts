import { SupersedeApprovals } from '@mesh/contracts';
import type { PassageKind } from '@mesh/memory';
import type { WorkTransaction } from '@mesh/messaging';
import { chunksOf, contentHashOf } from './chunks-of';
import { type DocumentContent, type DocumentHead, type VersionStatus } from './document';
import { decideDelete, decideSave } from './next-version.decision';
import { insertChunks, insertVersion, lockKnowledge, readHead, readNewest, readVersion } from './pg-documents';
import { publishVersion } from './pg-publishing';
import { countQuarantined } from './pg-quarantine';
import { inspected } from './quarantine';

/** What becomes of a document that was saved or deleted. */
export interface DocumentState {
  readonly id: string;
  readonly version: number;
  readonly status: VersionStatus;
  /** How many passages are held back until a person releases them; left out: none. */
  readonly quarantined?: number;
}

export interface SaveRequest {
  readonly documentId: string;
  readonly kind: PassageKind;
  readonly content: DocumentContent;
  readonly savedBy: string;
}

/**
 * Stores new content. A first version is live at once; a later one waits until the gateway has put aside what cites the
 * older one. The same content again is the same version.
 */
export async function saveDocument(tx: WorkTransaction, request: SaveRequest): Promise<DocumentState> {
  await lockKnowledge(tx.sql, tx.tenantId);
  const { documentId, content } = request;
  const head = await readHead(tx.sql, tx.tenantId, documentId);
  const newest = head && (await readNewest(tx.sql, tx.tenantId, head));
  const decision = decideSave(head, newest, contentHashOf(content));
  if (decision.kind === 'unchanged') {
    if (decision.ask) askGateway(tx, documentId, decision.newest.version);
    return stateOf(tx, documentId, decision.newest.version, decision.newest.status);
  }
  await addVersion(tx, request, decision.version, 'indexing');
  return takeEffect(tx, documentId, decision.version, decision.waits);
}

/** Deletes a document: a new version of nothing. Undefined when there is no such document. */
export async function deleteDocument(
  tx: WorkTransaction,
  documentId: string,
  deletedBy: string,
): Promise<DocumentState | undefined> {
  await lockKnowledge(tx.sql, tx.tenantId);
  const head = await readHead(tx.sql, tx.tenantId, documentId);
  const newest = head && (await readNewest(tx.sql, tx.tenantId, head));
  const decision = decideDelete(head, newest);
  if (!head || decision.kind === 'not_found') return undefined;
  if (decision.kind === 'under_way') {
    askGateway(tx, documentId, decision.version);
    return { id: documentId, version: decision.version, status: 'deleting' };
  }
  await addNothing(tx, head, decision.version, deletedBy);
  return takeEffect(tx, documentId, decision.version, decision.waits);
}

async function takeEffect(
  tx: WorkTransaction,
  documentId: string,
  version: number,
  waits: boolean,
): Promise<DocumentState> {
  if (waits) askGateway(tx, documentId, version);
  else await publishVersion(tx.sql, tx.tenantId, documentId, version);
  const stored = await readVersion(tx.sql, tx.tenantId, documentId, version);
  return stateOf(tx, documentId, version, stored?.status ?? 'indexing');
}

async function stateOf(
  tx: WorkTransaction,
  documentId: string,
  version: number,
  status: VersionStatus,
): Promise<DocumentState> {
  const quarantined = await countQuarantined(tx.sql, { tenantId: tx.tenantId, documentId, version });
  return { id: documentId, version, status, ...(quarantined > 0 && { quarantined }) };
}

/** The gateway answers with publish_document. */
function askGateway(tx: WorkTransaction, documentId: string, version: number): void {
  tx.send(SupersedeApprovals.draft(documentId, { documentId, version }));
}

async function addVersion(
  tx: WorkTransaction,
  { documentId, kind, content, savedBy }: SaveRequest,
  version: number,
  status: VersionStatus,
): Promise<void> {
  const key = { tenantId: tx.tenantId, documentId, version };
  const contentHash = contentHashOf(content);
  await insertVersion(tx.sql, { ...key, kind, status, content, contentHash, createdBy: savedBy });
  await insertChunks(tx.sql, key, inspected(chunksOf(tx.tenantId, key, content), content));
}

async function addNothing(tx: WorkTransaction, head: DocumentHead, version: number, deletedBy: string): Promise<void> {
  const before = await readVersion(tx.sql, tx.tenantId, head.documentId, head.newestVersion);
  const content = {
    title: before?.title ?? '',
    body: '',
    tags: [],
    audience: before?.audience ?? 'internal',
    keywords: '',
  };
  const { documentId, kind } = head;
  await addVersion(tx, { documentId, kind, content, savedBy: deletedBy }, version, 'deleting');
}
