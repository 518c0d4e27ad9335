import { Inject, Injectable } from '@nestjs/common';
import { ProblemException, type InternalCaller } from '@mesh/bootstrap';
import { TransactionalOutbox, type WorkTransaction } from '@mesh/messaging';
import { IndexOrders } from '../index-knowledge/index-orders';
import { type DocumentContent, RESOLUTION_PREFIX } from './document';
import { releaseDocument } from './release-document';
import { type DocumentState, deleteDocument, saveDocument } from './save-document';

/** Changes knowledge on behalf of a caller: state and messages in one transaction, then a nudge for the index. */
@Injectable()
export class DocumentWriter {
  constructor(
    @Inject(TransactionalOutbox) private readonly outbox: TransactionalOutbox,
    @Inject(IndexOrders) private readonly index: IndexOrders,
  ) {}

  save(caller: InternalCaller, documentId: string, content: DocumentContent): Promise<DocumentState> {
    mustBeOwn(documentId);
    const request = { documentId, kind: 'knowledge', content, savedBy: caller.actorId } as const;
    return this.change(caller, (tx) => saveDocument(tx, request));
  }

  delete(caller: InternalCaller, documentId: string): Promise<DocumentState | undefined> {
    mustBeOwn(documentId);
    return this.change(caller, (tx) => deleteDocument(tx, documentId, caller.actorId));
  }

  release(caller: InternalCaller, documentId: string, version: number): Promise<DocumentState | undefined> {
    mustBeOwn(documentId);
    return this.change(caller, (tx) => releaseDocument(tx, { documentId, version, releasedBy: caller.actorId }));
  }

  private async change<T>(caller: InternalCaller, work: (tx: WorkTransaction) => Promise<T>): Promise<T> {
    const { tenantId, correlationId } = caller;
    const result = await this.outbox.run({ tenantId, correlationId }, work);
    this.index.knowledgeChanged(tenantId);
    return result;
  }
}

function mustBeOwn(documentId: string): void {
  if (!documentId.startsWith(RESOLUTION_PREFIX)) return;
  throw new ProblemException(422, 'DOCUMENT_ID_RESERVED', 'Past answers are withdrawn, not edited as documents.');
}
