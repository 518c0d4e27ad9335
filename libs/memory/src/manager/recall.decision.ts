import type { PassageHit } from '../long-term/stored-passage';
import type { SessionTurn } from '../session/session-store.port';
import { estimateTokens } from './estimate-tokens';

export const RECALL_STRATEGIES = ['recent', 'relevant', 'hybrid'] as const;
/** What is wanted first: the newest turns, what fits the text best, or half of each. */
export type RecallStrategy = (typeof RECALL_STRATEGIES)[number];

export type RecalledItem =
  | { readonly source: 'session'; readonly turn: SessionTurn; readonly tokens: number }
  | { readonly source: 'long_term'; readonly hit: PassageHit; readonly tokens: number };

export interface Recalled {
  /** Turns first, oldest first; then passages, best first. */
  readonly items: readonly RecalledItem[];
  readonly tokens: number;
  /** What was found but did not fit. */
  readonly omitted: number;
}

/** Chooses what fits the budget. Never more tokens than the budget; nothing is cut in half. */
export function fitRecall(
  strategy: RecallStrategy,
  found: { readonly turns: readonly SessionTurn[]; readonly hits: readonly PassageHit[] },
  tokenBudget: number,
): Recalled {
  const turns = strategy === 'relevant' ? [] : [...found.turns].reverse().map(asTurn);
  const hits = strategy === 'recent' ? [] : found.hits.map(asHit);
  const turnsFirst = take(turns, strategy === 'hybrid' ? Math.floor(tokenBudget / 2) : tokenBudget);
  const chosenHits = takeFitting(hits, tokenBudget - sum(turnsFirst));
  const moreTurns = take(turns.slice(turnsFirst.length), tokenBudget - sum(turnsFirst) - sum(chosenHits));
  const items = [...[...turnsFirst, ...moreTurns].reverse(), ...chosenHits];
  return { items, tokens: sum(items), omitted: turns.length + hits.length - items.length };
}

const asTurn = (turn: SessionTurn): RecalledItem => ({ source: 'session', turn, tokens: estimateTokens(turn.text) });
const asHit = (hit: PassageHit): RecalledItem => ({
  source: 'long_term',
  hit,
  tokens: estimateTokens(hit.passage.text),
});

/** The leading items as far as they fit: a conversation has no holes. */
function take(items: readonly RecalledItem[], budget: number): RecalledItem[] {
  const chosen: RecalledItem[] = [];
  for (const item of items) {
    if (sum(chosen) + item.tokens > budget) break;
    chosen.push(item);
  }
  return chosen;
}

/** Every item that still fits, in order: a long passage does not keep a shorter one out. */
function takeFitting(items: readonly RecalledItem[], budget: number): RecalledItem[] {
  const chosen: RecalledItem[] = [];
  for (const item of items) if (sum(chosen) + item.tokens <= budget) chosen.push(item);
  return chosen;
}

const sum = (items: readonly RecalledItem[]): number => items.reduce((total, item) => total + item.tokens, 0);
