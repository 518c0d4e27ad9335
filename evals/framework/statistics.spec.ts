import { accuracy, auroc, f1Of, intervalOf, intervalOfShare, macroF1, matthews, mean } from './statistics';

const pairs = (...rows: [string, string][]) => rows.map(([expected, got]) => ({ expected, got }));

describe('the statistics of an evaluation', () => {
  it('know how often a good case is scored above a bad one, ties counting half', () => {
    expect(auroc([3, 4], [1, 2])).toBe(1);
    expect(auroc([1, 2], [3, 4])).toBe(0);
    expect(auroc([1, 2], [1, 2])).toBe(0.5);
    expect(auroc([2], [])).toBeNaN();
  });

  it('give a share an interval that stays within 0 and 1 and shrinks with more rows', () => {
    const [low, high] = intervalOfShare(8, 10);
    expect(low).toBeCloseTo(0.49, 2);
    expect(high).toBeCloseTo(0.943, 2);
    expect(intervalOfShare(10, 10)[1]).toBeCloseTo(1);
    expect(intervalOfShare(800, 1000)[0]).toBeGreaterThan(low);
  });

  it('give any statistic an interval, the same for the same rows', () => {
    const rows = Array.from({ length: 100 }, (_, index) => index % 2);
    const [low, high] = intervalOf(rows, mean);
    expect(low).toBeGreaterThan(0.35);
    expect(high).toBeLessThan(0.65);
    expect(intervalOf(rows, mean)).toEqual([low, high]);
  });

  it('score labels', () => {
    const rows = pairs(['a', 'a'], ['a', 'b'], ['b', 'b'], ['c', 'b']);
    expect(accuracy(rows)).toBe(0.5);
    expect(f1Of(rows, 'b')).toBeCloseTo(0.5);
    expect(macroF1(rows)).toBeCloseTo((2 / 3 + 0.5 + 0) / 3);
  });

  it('correlate predictions with labels: 1 when all are right, 0 when one label is said of everything', () => {
    expect(matthews(pairs(['a', 'a'], ['b', 'b'], ['c', 'c']))).toBe(1);
    expect(matthews(pairs(['a', 'a'], ['b', 'a']))).toBe(0);
    expect(matthews(pairs(['a', 'b'], ['b', 'a']))).toBe(-1);
  });
});
