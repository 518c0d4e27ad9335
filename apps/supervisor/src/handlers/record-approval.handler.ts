import { Inject, Injectable } from '@nestjs/common';
import { RecordApproval } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { WorkflowEngine } from '../advance/workflow-engine';

/** A person decided on a draft, nobody did, or it was put aside. */
@Injectable()
@Handles(RecordApproval)
export class RecordApprovalHandler implements MessageHandler<typeof RecordApproval> {
  constructor(@Inject(WorkflowEngine) private readonly engine: WorkflowEngine) {}

  commit(message: MessageOf<typeof RecordApproval>, _: void, tx: WorkTransaction): Promise<void> {
    return this.engine.handle(message, tx);
  }
}
