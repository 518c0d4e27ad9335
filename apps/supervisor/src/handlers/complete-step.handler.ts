import { Inject, Injectable } from '@nestjs/common';
import { CompleteStep } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { WorkflowEngine } from '../advance/workflow-engine';

/** A step was answered. */
@Injectable()
@Handles(CompleteStep)
export class CompleteStepHandler implements MessageHandler<typeof CompleteStep> {
  constructor(@Inject(WorkflowEngine) private readonly engine: WorkflowEngine) {}

  commit(message: MessageOf<typeof CompleteStep>, _: void, tx: WorkTransaction): Promise<void> {
    return this.engine.handle(message, tx);
  }
}
