import { Inject, Injectable } from '@nestjs/common';
import { StartTurn } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { WorkflowEngine } from '../advance/workflow-engine';

/** A customer wrote. */
@Injectable()
@Handles(StartTurn)
export class StartTurnHandler implements MessageHandler<typeof StartTurn> {
  constructor(@Inject(WorkflowEngine) private readonly engine: WorkflowEngine) {}

  commit(message: MessageOf<typeof StartTurn>, _: void, tx: WorkTransaction): Promise<void> {
    return this.engine.handle(message, tx);
  }
}
