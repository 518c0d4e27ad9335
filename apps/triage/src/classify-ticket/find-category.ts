import { type Reason, UNKNOWN_CATEGORY } from '@mesh/contracts';
import { type ClassifierModel, type TicketModel, classify, classifyDefaultCategory, detectUnclear } from '@mesh/text';

export interface CategoryGuess {
  readonly category: string;
  readonly confidence: number;
  readonly reasons: readonly Reason[];
}

interface Ranked {
  readonly label: string;
  readonly confidence: number;
}

const unknown = (code: string, confidence = 0): CategoryGuess => ({
  category: UNKNOWN_CATEGORY,
  confidence,
  reasons: [{ code, value: confidence }],
});

/** How sure a tenant's own model has to be of a message that says nothing by itself, such as "yes". */
const CERTAIN_OF_UNCLEAR = 0.5;

/** The best offered category: of the tenant's own model if it has one, else of the shipped one. */
export function findCategory(text: string, offered: readonly string[], own: TicketModel | undefined): CategoryGuess {
  const isUnclear = detectUnclear(text).value;
  if (own) return byOwnModel(text, offered, own.categories, isUnclear);
  return isUnclear ? unknown('category_nothing_to_go_by') : byShippedModel(text, offered);
}

function byOwnModel(
  text: string,
  offered: readonly string[],
  model: ClassifierModel,
  isUnclear: boolean,
): CategoryGuess {
  const { alternatives } = classify(model, text, { alternatives: model.labels.length });
  const best = bestOffered(alternatives, offered);
  if (!best) return unknown('category_not_offered');
  if (alternatives[0]?.label === UNKNOWN_CATEGORY) return unknown('category_out_of_scope', best.confidence);
  const floor = isUnclear ? CERTAIN_OF_UNCLEAR : model.floor;
  const isKnown = best.confidence >= floor;
  const reasons = [
    { code: 'category_by_trained_classifier', value: best.confidence },
    ...(isKnown ? [] : [{ code: 'category_uncertain', value: floor }]),
  ];
  return { category: isKnown ? best.label : UNKNOWN_CATEGORY, confidence: best.confidence, reasons };
}

function byShippedModel(text: string, offered: readonly string[]): CategoryGuess {
  const found = classifyDefaultCategory(text);
  if (found.category === UNKNOWN_CATEGORY) {
    return unknown('category_uncertain', found.confidence);
  }
  const ranked = [{ category: found.category, confidence: found.confidence }, ...found.alternatives];
  const best = bestOffered(
    ranked.map(({ category, confidence }) => ({ label: category, confidence })),
    offered,
  );
  if (!best) return unknown('category_not_offered');
  const reasons = best.label === found.category ? found.reasons : ['next_offered' as const];
  return {
    category: best.label,
    confidence: best.confidence,
    reasons: reasons.map((code) => ({ code: `category_${code}`, value: best.confidence })),
  };
}

const bestOffered = (ranked: readonly Ranked[], offered: readonly string[]): Ranked | undefined =>
  ranked.find(({ label }) => offered.includes(label));
