import { WithdrawResolution } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { withdrawResolution } from '../resolutions/pg-resolutions';

@Handles(WithdrawResolution)
export class WithdrawResolutionHandler implements MessageHandler<typeof WithdrawResolution> {
  commit({ data }: MessageOf<typeof WithdrawResolution>, _: void, tx: WorkTransaction): Promise<void> {
    return withdrawResolution(tx.sql, tx.tenantId, data.decisionId, data.reason);
  }
}
