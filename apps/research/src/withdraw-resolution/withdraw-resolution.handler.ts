import { WithdrawResolution } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { deleteDocument } from '../documents/save-document';
import { markWithdrawn } from '../remember-resolution/pg-resolution-keeper';

/** It is no evidence from this commit on; open approvals that cite it are put aside like those of a deleted document. */
@Handles(WithdrawResolution)
export class WithdrawResolutionHandler implements MessageHandler<typeof WithdrawResolution> {
  async commit({ data }: MessageOf<typeof WithdrawResolution>, _: void, tx: WorkTransaction): Promise<void> {
    const documentId = await markWithdrawn(tx.sql, tx.tenantId, data.decisionId, data.reason);
    if (documentId !== undefined) await deleteDocument(tx, documentId, 'withdraw_resolution');
  }
}
