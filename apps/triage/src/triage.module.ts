import { Module } from '@nestjs/common';
import { agentProfile, ladder } from '@mesh/agents';
import { AgentProfileController } from '@mesh/bootstrap';
import { provideConfig } from '@mesh/config';
import { LlmModule } from '@mesh/llm';
import { MessagingModule } from '@mesh/messaging';
import { PgTrainedClassifiers } from './classifiers/pg-trained-classifiers';
import { TrainedClassifiers } from './classifiers/trained-classifiers.port';
import { TrainingController } from './classifiers/training.controller';
import { ClassifyTicketHandler } from './classify-ticket/classify-ticket.handler';
import { LlmTicketClassifier } from './classify-ticket/llm-ticket-classifier';
import { LocalTicketClassifier } from './classify-ticket/local-ticket-classifier';
import { TicketClassifier } from './classify-ticket/ticket-classifier.port';
import { ExecuteAgentController } from './execute-agent/execute-agent.controller';
import { TriageConfig } from './triage.config';

@Module({
  imports: [MessagingModule.forService('triage'), LlmModule],
  controllers: [TrainingController, ExecuteAgentController, AgentProfileController],
  providers: [
    provideConfig(TriageConfig),
    { provide: TrainedClassifiers, useClass: PgTrainedClassifiers },
    ...ladder(TicketClassifier, [LlmTicketClassifier, LocalTicketClassifier]),
    agentProfile('triage', [LlmTicketClassifier, LocalTicketClassifier]),
    ClassifyTicketHandler,
  ],
})
export class TriageModule {}
