import { plantedOrder, textOr } from './words';

const SIGNS: readonly (readonly [category: string, pattern: RegExp])[] = [
  ['refund', /refund|money back|reimburs/i],
  ['cancellation', /cancel|unsubscribe|terminate/i],
  ['billing', /invoice|charged|bill(?:ing)?|payment|receipt|price/i],
  ['account_change', /change (?:my|the) (?:e-?mail|name|address|phone)|update my/i],
  ['complaint', /complain|disappointed|terrible|unacceptable/i],
  ['problem', /error|broken|crash|not work|doesn'?t work|blank|fail/i],
  ['how_to', /\bhow (?:do|can|to|long)\b|where (?:do|can|is)|what (?:is|are)/i],
];

interface Thread {
  readonly author: string;
  readonly text: string;
}

export function classify(data: Readonly<Record<string, unknown>>, gullible: boolean): unknown {
  const offered = (data['categories'] ?? []) as readonly string[];
  const thread = (data['thread'] ?? []) as readonly Thread[];
  const newest = thread.findLast(({ author }) => author === 'customer')?.text ?? '';
  const order = gullible ? plantedOrder(data) : undefined;
  const ordered = order && offered.find((name) => order.includes(name));
  const category = ordered ?? categoryOf(`${textOr(data['subject'])}\n${newest}`, offered);
  return {
    category,
    confidence: category === 'unknown' ? 0.3 : 0.92,
    priority: /urgent|down|hacked|immediately/i.test(newest) && !order ? 'urgent' : 'normal',
    sentiment: /hate|angry|terrible|disappointed/i.test(newest) ? 'negative' : 'neutral',
    language: 'en',
    flags: !order && /\b(?:human|person|agent)\b/i.test(newest) ? ['asks_for_person'] : [],
  };
}

const categoryOf = (text: string, offered: readonly string[]): string =>
  SIGNS.find(([category, pattern]) => offered.includes(category) && pattern.test(text))?.[0] ?? 'unknown';
