import { detectSpam } from '../ticket/detect-spam';
import { ruleEffects, type CategoryReason } from './category-rules';
import { classify } from './classify';
import type { ClassifierModel } from './classifier-model';
import { defaultCategoryExamples, type DefaultCategory } from './default-category-examples';
import { trainClassifier } from './train-classifier';

export interface CategoryFinding {
  readonly category: DefaultCategory | 'unknown';
  readonly confidence: number;
  readonly reasons: readonly CategoryReason[];
  readonly alternatives: readonly { readonly category: DefaultCategory; readonly confidence: number }[];
}

const FLOOR = 0.2;
let shipped: ClassifierModel | undefined;

/** The classifier of the shipped categories, trained once per process from `defaultCategoryExamples` (about a tenth of a second). */
export function defaultCategoryModel(): ClassifierModel {
  shipped ??= trainClassifier(
    Object.entries(defaultCategoryExamples).flatMap(([label, texts]) => texts.map((text) => ({ label, text }))),
    { floor: 0 },
  );
  return shipped;
}

/**
 * The shipped category of a ticket text. Only an actual request for money back, for a change of the customer's own data or
 * for a cancellation falls into those categories; questions *about* them are `how_to` or `billing`.
 */
export function classifyDefaultCategory(text: string): CategoryFinding {
  const spam = detectSpam(text);
  if (spam.value) return { category: 'spam', confidence: spam.confidence, reasons: ['spam_pattern'], alternatives: [] };
  const effects = ruleEffects(text);
  const chances = new Map(Object.entries(chancesOf(text)));
  for (const { category, factor } of effects) chances.set(category, (chances.get(category) ?? 0.01) * factor);
  chances.set('spam', (chances.get('spam') ?? 0) * 0.1);
  const total = [...chances.values()].reduce((sum, chance) => sum + chance, 0) || 1;
  const ranked = [...chances]
    .map(([category, chance]) => ({
      category: category as DefaultCategory,
      confidence: Math.round((chance / total) * 1000) / 1000,
    }))
    .sort((a, b) => b.confidence - a.confidence || (a.category < b.category ? -1 : 1));
  return answer(ranked, effects);
}

function answer(ranked: CategoryFinding['alternatives'], effects: ReturnType<typeof ruleEffects>): CategoryFinding {
  const best = ranked[0];
  const alternatives = ranked.slice(0, 3);
  if (!best || best.confidence < FLOOR)
    return { category: 'unknown', confidence: best?.confidence ?? 0, reasons: [], alternatives };
  const supported = effects
    .filter((effect) => effect.category === best.category && effect.factor > 1)
    .map((effect) => effect.reason);
  return {
    category: best.category,
    confidence: best.confidence,
    reasons: [...supported, 'learnt_from_examples'],
    alternatives,
  };
}

function chancesOf(text: string): Record<string, number> {
  const all = classifyAll(text);
  return Object.fromEntries(all.map(({ label, confidence }) => [label, confidence + 0.005]));
}

function classifyAll(text: string): readonly { label: string; confidence: number }[] {
  return classify(defaultCategoryModel(), text, { alternatives: 9 }).alternatives;
}
