import { Inject, Injectable } from '@nestjs/common';
import { type AgentAnswer, localWorker, measure } from '@mesh/agents';
import type { TriageResult } from '@mesh/contracts';
import { TrainedClassifiers } from '../classifiers/trained-classifiers.port';
import { classifyThread } from './classify-thread';
import { ClassifyTask, TicketClassifier } from './ticket-classifier.port';

/** Classifies by the tenant's trained model, or by the shipped one; needs no network. */
@Injectable()
export class LocalTicketClassifier extends TicketClassifier {
  constructor(@Inject(TrainedClassifiers) private readonly classifiers: TrainedClassifiers) {
    super();
  }

  classify({ tenantId, conversation, categories }: ClassifyTask): Promise<AgentAnswer<TriageResult>> {
    return measure(localWorker('triage'), async () => {
      const own = (await this.classifiers.newest(tenantId))?.model;
      return classifyThread({ conversation, categories, own });
    });
  }
}
