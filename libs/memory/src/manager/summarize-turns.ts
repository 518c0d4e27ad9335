import { analyze, splitSentences } from '@mesh/text';
import type { SessionTurn } from '../session/session-store.port';
import { estimateTokens } from './estimate-tokens';

interface Candidate {
  readonly text: string;
  readonly order: number;
  readonly score: number;
}

const MAX_SENTENCES = 400;

/**
 * The sentences of a conversation that say most, word for word and in their order, within a budget of tokens.
 * The customer's own words count more than answers, later ones more than earlier ones.
 */
export function summarizeTurns(turns: readonly SessionTurn[], tokenBudget: number): string {
  const chosen: Candidate[] = [];
  let left = tokenBudget;
  for (const candidate of candidates(turns).sort((a, b) => b.score - a.score || a.order - b.order)) {
    const cost = estimateTokens(candidate.text) + 1;
    if (cost > left) continue;
    chosen.push(candidate);
    left -= cost;
  }
  return chosen
    .sort((a, b) => a.order - b.order)
    .map((candidate) => candidate.text)
    .join('\n');
}

function candidates(turns: readonly SessionTurn[]): Candidate[] {
  const sentences = turns
    .flatMap((turn, at) =>
      splitSentences(turn.text).map(({ text }) => ({
        text,
        terms: termsOf(text),
        weight: weightOf(turn, at, turns.length),
      })),
    )
    .slice(-MAX_SENTENCES);
  const frequency = new Map<string, number>();
  for (const { terms } of sentences) for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  return sentences.map(({ text, terms, weight }, order) => {
    const shared = [...terms].reduce((sum, term) => sum + Math.log(1 + (frequency.get(term) ?? 0)), 0);
    return { text, order, score: (weight * shared) / Math.sqrt(terms.size + 4) };
  });
}

const termsOf = (text: string): Set<string> =>
  new Set(analyze(text).flatMap(({ term, kind }) => (kind === 'content' ? [term] : [])));

const weightOf = (turn: SessionTurn, at: number, count: number): number =>
  (turn.author === 'customer' ? 1.5 : 1) * (1 + at / Math.max(1, count));
