import { round, type Signal } from '../ticket/signal';
import { classify } from './classify';
import { MODEL_VERSION, type ClassifierModel } from './classifier-model';
import { trainClassifier, type LabelledText } from './train-classifier';

/** What a customer wrote, what it is about, and whether it was to be answered by a person. */
export interface TicketExample extends LabelledText {
  readonly asksForPerson?: boolean | undefined;
}

/** What a tenant's examples teach: its categories and, where they tell, who asks for a person. */
export interface TicketModel {
  readonly categories: ClassifierModel;
  readonly person?: ClassifierModel;
}

export type LearntRequestReason = 'learnt_from_examples';

const ASKS = 'asks_for_person';
const ASKS_NOT = 'asks_for_nobody';

/** The version of models that this code can use; a model of another version has to be trained anew. */
export const TICKET_MODEL_VERSION = MODEL_VERSION;

/** @throws RangeError with fewer than two labels. */
export function trainTicketModel(examples: readonly TicketExample[]): TicketModel {
  const categories = trainClassifier(examples);
  const tells = new Set(examples.map(({ asksForPerson }) => asksForPerson === true));
  if (tells.size < 2) return { categories };
  const requests = examples.map(({ text, asksForPerson }) => ({ text, label: asksForPerson ? ASKS : ASKS_NOT }));
  return { categories, person: trainClassifier(requests, { floor: 0 }) };
}

/** Whether a message is one of those that this tenant leaves to people. Without such examples: no. */
export function resemblesPersonRequest(model: TicketModel, text: string): Signal<boolean, LearntRequestReason> {
  if (!model.person) return { value: false, confidence: 1, reasons: [] };
  const { alternatives } = classify(model.person, text);
  const chance = alternatives.find(({ label }) => label === ASKS)?.confidence ?? 0;
  return chance >= 0.5
    ? { value: true, confidence: chance, reasons: ['learnt_from_examples'] }
    : { value: false, confidence: round(1 - chance), reasons: [] };
}
