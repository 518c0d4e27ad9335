import { type Conversation, type TriageResult, UNKNOWN_CATEGORY } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import type { TicketModel } from '@mesh/text';
import { trainModel } from '../../apps/triage/src/classifiers/train-model';
import { type TrainedClassifier, TrainedClassifiers } from '../../apps/triage/src/classifiers/trained-classifiers.port';
import { TrainingRows, type TrainingRow } from '../../apps/triage/src/classifiers/training-rows';
import { withoutGuess } from '../../apps/triage/src/classify-ticket/classify-ticket.decision';
import { LocalTicketClassifier } from '../../apps/triage/src/classify-ticket/local-ticket-classifier';
import { TriageConfig } from '../../apps/triage/src/triage.config';

/** Says what the triage service makes of a first message. */
export type Desk = (text: string) => Promise<TriageResult>;

/** The triage service of a tenant that has trained it with these rows, without its database and its transport. */
export async function deskTrainedOn(rows: readonly TrainingRow[]): Promise<Desk> {
  const model = await trainModel(TrainingRows.parse({ rows }).rows);
  const classifier = new LocalTicketClassifier(new OneModel(model));
  const floor = TriageConfig.shape.TRIAGE_CONFIDENCE_FLOOR.parse(undefined);
  const categories = model.categories.labels.filter((label) => label !== UNKNOWN_CATEGORY);
  return async (text) => {
    const { result } = await classifier.classify({
      tenantId: 'default',
      conversation: asFirstMessage(text),
      categories,
    });
    return withoutGuess(result, floor);
  };
}

class OneModel extends TrainedClassifiers {
  constructor(private readonly model: TicketModel) {
    super();
  }

  newest(): Promise<TrainedClassifier> {
    return Promise.resolve({ version: 1, model: this.model });
  }

  add(): Promise<TrainedClassifier> {
    throw new TypeError('an evaluation stores no model');
  }
}

const asFirstMessage = (body: string): Conversation => ({
  channel: 'chat',
  customer: { id: 'customer', name: 'Customer' },
  messages: [{ messageId: derivedId('message'), author: 'customer', body, at: '2026-01-01T00:00:00.000Z' }],
  omitted: 0,
});
