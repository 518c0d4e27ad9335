import { Inject, Injectable } from '@nestjs/common';
import { FailStep } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { WorkflowEngine } from '../advance/workflow-engine';

/** A step was given up. */
@Injectable()
@Handles(FailStep)
export class FailStepHandler implements MessageHandler<typeof FailStep> {
  constructor(@Inject(WorkflowEngine) private readonly engine: WorkflowEngine) {}

  commit(message: MessageOf<typeof FailStep>, _: void, tx: WorkTransaction): Promise<void> {
    return this.engine.handle(message, tx);
  }
}
