import { Inject, Injectable } from '@nestjs/common';
import { RecordDelivery } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { WorkflowEngine } from '../advance/workflow-engine';

/** A reply that was sent did not arrive, or nobody knows. */
@Injectable()
@Handles(RecordDelivery)
export class RecordDeliveryHandler implements MessageHandler<typeof RecordDelivery> {
  constructor(@Inject(WorkflowEngine) private readonly engine: WorkflowEngine) {}

  commit(message: MessageOf<typeof RecordDelivery>, _: void, tx: WorkTransaction): Promise<void> {
    return this.engine.handle(message, tx);
  }
}
