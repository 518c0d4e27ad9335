import { Module } from '@nestjs/common';
import { agentProfile, ladder } from '@mesh/agents';
import { AgentProfileController } from '@mesh/bootstrap';
import { provideConfig } from '@mesh/config';
import { LlmModule } from '@mesh/llm';
import { MessagingModule } from '@mesh/messaging';
import { CheckClockHandler } from './check-clock/check-clock.handler';
import { EscalationConfig } from './escalation.config';
import { ExecuteAgentController } from './execute-agent/execute-agent.controller';
import { ForgetCustomerHandler } from './forget-customer/forget-customer.handler';
import { HandoverWriter } from './prepare-handover/handover-writer.port';
import { LlmHandoverWriter } from './prepare-handover/llm-handover-writer';
import { LocalHandoverWriter } from './prepare-handover/local-handover-writer';
import { PrepareHandoverHandler } from './prepare-handover/prepare-handover.handler';
import { QueuesController } from './queues/queues.controller';
import { StopClocksHandler } from './stop-clocks/stop-clocks.handler';

@Module({
  imports: [MessagingModule.forService('escalation'), LlmModule],
  controllers: [QueuesController, ExecuteAgentController, AgentProfileController],
  providers: [
    provideConfig(EscalationConfig),
    ...ladder(HandoverWriter, [LlmHandoverWriter, LocalHandoverWriter]),
    agentProfile('escalation', [LlmHandoverWriter, LocalHandoverWriter]),
    PrepareHandoverHandler,
    CheckClockHandler,
    StopClocksHandler,
    ForgetCustomerHandler,
  ],
})
export class EscalationModule {}
