import { Module } from '@nestjs/common';
import { MessagingModule } from '@mesh/messaging';
import { WorkflowModule } from './workflow.module';
import { HandOverBrokenWorkflow } from './dead-letters/hand-over-broken-workflow';
import { ForgetCustomerHandler } from './forget-customer/forget-customer.handler';
import { CompleteStepHandler } from './handlers/complete-step.handler';
import { FailStepHandler } from './handlers/fail-step.handler';
import { RecordApprovalHandler } from './handlers/record-approval.handler';
import { RecordDeliveryHandler } from './handlers/record-delivery.handler';
import { RecordPersonActionHandler } from './handlers/record-person-action.handler';
import { StartTurnHandler } from './handlers/start-turn.handler';
import { WakeHandler } from './handlers/wake.handler';
import { WorkflowController } from './show-workflow/workflow.controller';

@Module({
  imports: [WorkflowModule, MessagingModule.forService('supervisor', { deadLetters: HandOverBrokenWorkflow })],
  controllers: [WorkflowController],
  providers: [
    StartTurnHandler,
    CompleteStepHandler,
    FailStepHandler,
    RecordApprovalHandler,
    RecordPersonActionHandler,
    RecordDeliveryHandler,
    WakeHandler,
    ForgetCustomerHandler,
  ],
})
export class SupervisorModule {}
