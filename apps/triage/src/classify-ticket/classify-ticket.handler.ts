import { Inject } from '@nestjs/common';
import type { AgentAnswer } from '@mesh/agents';
import type { ConfigOf } from '@mesh/config';
import { ClassifyTicket, type TriageResult } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkContext, type WorkTransaction } from '@mesh/messaging';
import { TriageConfig } from '../triage.config';
import { answerTriage } from './classify-ticket.decision';
import { TicketClassifier } from './ticket-classifier.port';

type Command = MessageOf<typeof ClassifyTicket>;

@Handles(ClassifyTicket)
export class ClassifyTicketHandler implements MessageHandler<typeof ClassifyTicket, AgentAnswer<TriageResult>> {
  constructor(
    @Inject(TicketClassifier) private readonly classifier: TicketClassifier,
    @Inject(TriageConfig.token) private readonly config: ConfigOf<typeof TriageConfig>,
  ) {}

  prepare({ data, tenantId }: Command, { signal }: WorkContext): Promise<AgentAnswer<TriageResult>> {
    return this.classifier.classify({ ...data, tenantId }, signal);
  }

  async commit({ data }: Command, found: AgentAnswer<TriageResult>, tx: WorkTransaction): Promise<void> {
    tx.send(answerTriage(data.step, found, this.config.TRIAGE_CONFIDENCE_FLOOR));
  }
}
