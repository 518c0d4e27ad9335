import { Inject, Injectable } from '@nestjs/common';
import { Wake } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { WorkflowEngine } from '../advance/workflow-engine';

/** A timer of the supervisor itself rang. */
@Injectable()
@Handles(Wake)
export class WakeHandler implements MessageHandler<typeof Wake> {
  constructor(@Inject(WorkflowEngine) private readonly engine: WorkflowEngine) {}

  commit(message: MessageOf<typeof Wake>, _: void, tx: WorkTransaction): Promise<void> {
    return this.engine.handle(message, tx);
  }
}
