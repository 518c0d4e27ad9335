import { type Reason, UNKNOWN_CATEGORY } from '@mesh/contracts';
import { type ClassifierModel, classify, classifyDefaultCategory, detectUnclear } from '@mesh/text';

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

/** The best offered category: of the tenant's own model if it has one, else of the shipped one. */
export function findCategory(
  text: string,
  offered: readonly string[],
  own: ClassifierModel | undefined,
): CategoryGuess {
  if (detectUnclear(text).value) return unknown('category_nothing_to_go_by');
  return own ? byOwnModel(text, offered, own) : byShippedModel(text, offered);
}

function byOwnModel(text: string, offered: readonly string[], model: ClassifierModel): CategoryGuess {
  const found = classify(model, text, { alternatives: model.labels.length });
  const best = bestOffered(found.alternatives, offered);
  if (!best) return unknown('category_not_offered');
  const isKnown = best.confidence >= model.floor;
  const reasons = [
    { code: 'category_by_trained_classifier', value: best.confidence },
    ...(isKnown ? [] : [{ code: 'category_uncertain', value: model.floor }]),
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
