import { Injectable } from '@nestjs/common';
import { PublishDocument, SupersedeApprovals } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { supersedeCiting } from '../approvals/supersede-pending';
import { replaceDocument } from './replaced-documents';

/** A document has a new version: what cites an older one is put aside before the new one turns live. */
@Injectable()
@Handles(SupersedeApprovals)
export class SupersedeApprovalsHandler implements MessageHandler<typeof SupersedeApprovals> {
  async commit(command: MessageOf<typeof SupersedeApprovals>, _: void, tx: WorkTransaction): Promise<void> {
    const { documentId, version } = command.data;
    await replaceDocument(tx, documentId, version);
    await supersedeCiting(tx, documentId, version);
    tx.send(PublishDocument.draft(documentId, { documentId, version }));
  }
}
