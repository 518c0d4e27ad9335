import { tokenize } from '../tokens/tokenize';
import { round, type Signal } from './signal';

export type Sentiment = 'very_negative' | 'negative' | 'neutral' | 'positive';
export type SentimentReason =
  'negative_words' | 'positive_words' | 'shouting' | 'exclamation' | 'repeated_contact' | 'waiting_long' | 'threat';

const valued = (list: string, value: number) =>
  list
    .trim()
    .split(/\s+/)
    .map((word) => [word, value] as const);
const VALENCE: ReadonlyMap<string, number> = new Map([
  ...valued(
    'terrible horrible awful disgusting worst furious outraged outrageous unacceptable scam scammed fraud fraudulent cheating cheated cheaters liars lying thieves theft disgrace disgraceful pathetic useless ridiculous hate appalling atrocious nightmare incompetent fuming shameful',
    -3,
  ),
  ...valued(
    'angry annoyed annoying frustrated frustrating disappointed disappointing bad poor rude upset unhappy dissatisfied unsatisfied horrid mess garbage rubbish crap joke sick fed waste wasted ruined misleading disappointment complaint complain unprofessional unhelpful lousy sucks stupid damn hell shit fuck fucking fed-up ignored',
    -2,
  ),
  ...valued(
    'broken wrong fail failed failing slow worried concerned confused confusing late delayed missing lost stuck unfair difficult impossible unfortunately error trouble sad regret again',
    -0.7,
  ),
  ...valued(
    'great excellent amazing awesome fantastic wonderful perfect love loved brilliant superb outstanding delighted',
    3,
  ),
  ...valued(
    'good happy pleased nice helpful satisfied appreciate appreciated glad enjoy enjoying impressed grateful kind',
    1.7,
  ),
]);
const NEGATIONS: ReadonlySet<string> = new Set([
  'not',
  "isn't",
  "wasn't",
  "don't",
  'dont',
  'never',
  'no',
  'hardly',
  "didn't",
  'isnt',
  'wasnt',
  "aren't",
]);
const BOOSTERS: ReadonlySet<string> = new Set([
  'very',
  'really',
  'so',
  'extremely',
  'absolutely',
  'totally',
  'completely',
  'incredibly',
  'beyond',
  'too',
]);

/** The mood of a customer's message. `score` runs from -1 (furious) to 1 (delighted). English words; other languages come out neutral. */
export function scoreSentiment(text: string): Signal<Sentiment, SentimentReason> & { readonly score: number } {
  const words = tokenize(text.slice(0, 6000)).map((token) => token.word);
  const reasons = new Set<SentimentReason>();
  let sum = words.reduce((total, word, at) => total + valueAt(words, word, at, reasons), 0);
  for (const [reason, cost] of intensifiers(text)) {
    reasons.add(reason);
    sum -= cost;
  }
  const score = round(sum / Math.sqrt(sum * sum + 15));
  return {
    value: bucket(score),
    score,
    confidence: round(words.length < 2 ? 0.3 : 0.5 + Math.abs(score) * 0.45),
    reasons: [...reasons],
  };
}

function valueAt(words: readonly string[], word: string, at: number, reasons: Set<SentimentReason>): number {
  const value = VALENCE.get(word);
  if (value === undefined) return 0;
  const before = words.slice(Math.max(0, at - 3), at);
  const negated = before.some((other) => NEGATIONS.has(other));
  const boosted = before.some((other) => BOOSTERS.has(other)) ? 1.4 : 1;
  const effect = value * boosted * (negated ? (value > 0 ? -0.9 : -0.3) : 1);
  reasons.add(effect < 0 ? 'negative_words' : 'positive_words');
  return effect;
}

function intensifiers(text: string): [SentimentReason, number][] {
  const found: [SentimentReason, number][] = [];
  const upper = text.match(/\b[A-Z]{3,}\b/g)?.length ?? 0;
  const all = text.match(/\b\p{L}{3,}\b/gu)?.length ?? 0;
  if (all >= 4 && upper / all > 0.6) found.push(['shouting', 1.5]);
  if (/[!?]{3,}|!.*!.*!/s.test(text)) found.push(['exclamation', 0.8]);
  if (
    /\b(?:(?:second|third|fourth|[2-9](?:nd|rd|th)|several|many|multiple|\d+) times?|again and again|already (?:wrote|asked|contacted|called|emailed)|no (?:one|body) (?:answers?|replie[ds]|responds?|is answering)|still (?:no|not|waiting|haven'?t))\b/i.test(
      text,
    )
  )
    found.push(['repeated_contact', 1.2]);
  if (
    /\b(?:(?:for|since|over|after) (?:\w+ )?(?:days|weeks|months|hours|ages)|waiting (?:for )?(?:so |too )?long)\b/i.test(
      text,
    )
  )
    found.push(['waiting_long', 0.6]);
  if (
    /\b(?:lawyer|sue you|legal action|court|consumer (?:protection|forum|court)|bbb|ombudsman|chargeback your|report you|bad review|going public|twitter|trustpilot)\b/i.test(
      text,
    )
  )
    found.push(['threat', 1.5]);
  return found;
}

function bucket(score: number): Sentiment {
  if (score <= -0.65) return 'very_negative';
  if (score <= -0.25) return 'negative';
  return score >= 0.3 ? 'positive' : 'neutral';
}
