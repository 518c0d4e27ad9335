import { ndcg10, recallAt, reciprocalRank } from './ranking';

const ranking = (relevant: string[], ...found: string[]) => ({ id: 'q', question: '?', relevant, found });

describe('measures of a ranking', () => {
  it('recall is the share of the relevant documents that are found so early', () => {
    expect(recallAt(2)(ranking(['a', 'b'], 'a', 'x', 'b'))).toBe(0.5);
    expect(recallAt(3)(ranking(['a', 'b'], 'a', 'x', 'b'))).toBe(1);
  });

  it('nDCG is 1 for a perfect order and less for a later one', () => {
    expect(ndcg10(ranking(['a', 'b'], 'b', 'a'))).toBe(1);
    expect(ndcg10(ranking(['a'], 'x', 'a'))).toBeCloseTo(0.63, 2);
    expect(ndcg10(ranking(['a'], 'x'))).toBe(0);
  });

  it('the reciprocal rank counts a thread once, however many of its answers are found', () => {
    const thread = (id: string) => id.slice(0, 1);
    expect(reciprocalRank(thread)(ranking(['b1'], 'a1', 'a2', 'b2'))).toBe(0.5);
    expect(reciprocalRank(thread)(ranking(['c1'], 'a1', 'b2'))).toBe(0);
  });
});
