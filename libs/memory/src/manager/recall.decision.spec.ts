import * as fc from 'fast-check';
import { passage } from '../../test/long-term-store.contract';
import { turn } from '../../test/session-store.contract';
import { estimateTokens } from './estimate-tokens';
import { RECALL_STRATEGIES, fitRecall } from './recall.decision';
import { summarizeTurns } from './summarize-turns';

const texts = fc.array(fc.string({ maxLength: 200 }), { maxLength: 12 });
const foundIn = (turns: readonly string[], hits: readonly string[]) => ({
  turns: turns.map((text, at) => turn(`t${at}`, text)),
  hits: hits.map((text, at) => ({ passage: passage(`d${at}`, text), score: 1 / (at + 1), lexicalScore: 0 })),
});

describe('what is recalled within a budget', () => {
  it('is never more than the budget, never twice, and never lost from the count', () => {
    fc.assert(
      fc.property(texts, texts, fc.constantFrom(...RECALL_STRATEGIES), fc.nat(300), (turns, hits, strategy, budget) => {
        const recalled = fitRecall(strategy, foundIn(turns, hits), budget);
        const wanted = (strategy === 'relevant' ? 0 : turns.length) + (strategy === 'recent' ? 0 : hits.length);
        expect(recalled.tokens).toBeLessThanOrEqual(budget);
        expect(recalled.tokens).toBe(recalled.items.reduce((sum, item) => sum + item.tokens, 0));
        expect(recalled.items.length + recalled.omitted).toBe(wanted);
        expect(new Set(recalled.items).size).toBe(recalled.items.length);
      }),
    );
  });

  it('is the newest part of the conversation, without holes', () => {
    fc.assert(
      fc.property(texts, fc.nat(300), (turns, budget) => {
        const { items } = fitRecall('recent', foundIn(turns, []), budget);
        const ids = items.map((item) => (item.source === 'session' ? item.turn.id : ''));
        expect(ids).toEqual(turns.map((_, at) => `t${at}`).slice(turns.length - ids.length));
      }),
    );
  });

  it('leaves room for passages when both are wanted', () => {
    const long = 'word '.repeat(40).trim();
    const { items } = fitRecall('hybrid', foundIn([long, long, long, long], [long, long]), 4 * estimateTokens(long));
    expect(items.map(({ source }) => source)).toEqual(['session', 'session', 'long_term', 'long_term']);
  });

  it('gives the room that passages do not need to older turns', () => {
    const { items } = fitRecall('hybrid', foundIn(['one two', 'three four', 'five six'], []), 1_000);
    expect(items).toHaveLength(3);
  });

  it('sums up within its budget', () => {
    fc.assert(
      fc.property(texts, fc.nat(100), (turns, budget) => {
        expect(estimateTokens(summarizeTurns(foundIn(turns, []).turns, budget))).toBeLessThanOrEqual(budget);
      }),
    );
  });
});
