import { Inject, Injectable } from '@nestjs/common';
import { RecordPersonAction } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { WorkflowEngine } from '../advance/workflow-engine';

/** A person acted on the ticket. */
@Injectable()
@Handles(RecordPersonAction)
export class RecordPersonActionHandler implements MessageHandler<typeof RecordPersonAction> {
  constructor(@Inject(WorkflowEngine) private readonly engine: WorkflowEngine) {}

  commit(message: MessageOf<typeof RecordPersonAction>, _: void, tx: WorkTransaction): Promise<void> {
    return this.engine.handle(message, tx);
  }
}
