import { PublishDocument } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { publishVersion } from '../documents/pg-publishing';

/** The gateway has put aside what cites the older version. A version overtaken meanwhile changes nothing. */
@Handles(PublishDocument)
export class PublishDocumentHandler implements MessageHandler<typeof PublishDocument> {
  async commit({ data }: MessageOf<typeof PublishDocument>, _: void, tx: WorkTransaction): Promise<void> {
    await publishVersion(tx.sql, tx.tenantId, data.documentId, data.version);
  }
}
