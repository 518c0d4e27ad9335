import type { CategoryRule } from '@mesh/contracts';
import fc from 'fast-check';
import { type JudgedCase, changedRule, decideAutonomy, lowerBoundOf } from './autonomy.decision';

const EARNS = { line: 0.9, decisions: 20 };
const suggest: CategoryRule = { autonomy: 'suggest', requiresApproval: false, queue: 'billing', earns: EARNS };
const open = changedRule(suggest, 'open');

/** Newest first: so many bad ones, then so many good ones. */
const cases = (bad: number, good: number, sinceChange = true): JudgedCase[] => [
  ...Array.from({ length: bad }, () => ({ good: false, sinceChange })),
  ...Array.from({ length: good }, () => ({ good: true, sinceChange })),
];

describe('the lower bound of a share', () => {
  it.each([
    [25, 25, 0.902],
    [24, 24, 0.899],
    [90, 100, 0.84],
    [0, 10, 0],
    [0, 0, 0],
  ])('of %d good ones in %d is %d', (good, all, bound) => expect(lowerBoundOf(good, all)).toBeCloseTo(bound, 3));

  it('is never above the share, and grows with more of the same', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (good, bad) => {
        fc.pre(good + bad > 0);
        const bound = lowerBoundOf(good, good + bad);
        expect(bound).toBeGreaterThanOrEqual(0);
        expect(bound).toBeLessThanOrEqual(good / (good + bad));
        expect(lowerBoundOf(good * 2, (good + bad) * 2)).toBeGreaterThanOrEqual(bound - 1e-12);
      }),
    );
  });
});

describe('given a category that only suggests and may earn more', () => {
  it.each([
    ['enough approvals without edits', cases(0, 25), 'open'],
    ['too few of them to be sure', cases(0, 24), undefined],
    ['enough, but some were edited', cases(2, 25), undefined],
    ['many more, and some were edited', [...cases(0, 60), ...cases(2, 0)], 'open'],
    ['enough, but before its rule changed', cases(0, 60, false), undefined],
    ['nothing', [], undefined],
  ] as const)('when people gave it %s, then: %s', (_, judged, change) => {
    expect(decideAutonomy(suggest, judged)).toBe(change);
  });

  it.each([
    ['it earns nothing', { ...suggest, earns: undefined }],
    ['every reply needs approval anyway', { ...suggest, requiresApproval: true }],
    ['a person switched it off', { ...suggest, autonomy: 'off' as const }],
    ['a person opened it', { ...suggest, autonomy: 'auto' as const }],
  ])('nothing changes when %s', (_, rule) => {
    expect(decideAutonomy(rule, cases(0, 100))).toBeUndefined();
    expect(decideAutonomy(rule, cases(100, 0))).toBeUndefined();
  });
});

describe('given a category that the mesh opened', () => {
  it.each([
    ['two of the last twenty were not good', cases(2, 100), undefined],
    ['three of the last twenty were not good', cases(3, 100), 'close'],
    ['three were not good, but long ago', [...cases(0, 20), ...cases(3, 0)], undefined],
  ] as const)('when %s, then: %s', (_, judged, change) => expect(decideAutonomy(open, judged)).toBe(change));

  it('the rest of its rule stays as people wrote it', () => {
    expect(open).toEqual({ ...suggest, autonomy: 'auto', earned: true });
    expect(changedRule(open, 'close')).toEqual(suggest);
  });
});

describe('whatever people say', () => {
  const earning = fc.record({
    line: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
    decisions: fc.integer({ min: 1, max: 60 }),
  });
  const history = fc.array(fc.boolean(), { maxLength: 150 });
  const since = (goods: readonly boolean[]) => goods.map((good) => ({ good, sinceChange: true }));

  it('a category that has just opened does not close on the same evidence', () => {
    fc.assert(
      fc.property(earning, history, (earns, goods) => {
        const rule = { ...suggest, earns };
        if (decideAutonomy(rule, since(goods)) !== 'open') return;
        expect(decideAutonomy(changedRule(rule, 'open'), since(goods))).toBeUndefined();
      }),
    );
  });

  it('a drafter that is never good any more closes it within a fixed number of judged replies', () => {
    fc.assert(
      fc.property(earning, history, (earns, before) => {
        const rule = { ...open, earns };
        const most = Math.floor(earns.decisions * (1 - earns.line)) + 1;
        const after = since([...Array.from({ length: most }, () => false), ...before]);
        expect(decideAutonomy(rule, after)).toBe('close');
      }),
    );
  });

  it('one more approval never closes, one more correction never opens', () => {
    fc.assert(
      fc.property(earning, history, (earns, goods) => {
        const rules = [
          { ...suggest, earns },
          { ...open, earns },
        ] as const;
        if (decideAutonomy(rules[1], since(goods)) === undefined) {
          expect(decideAutonomy(rules[1], since([true, ...goods]))).toBeUndefined();
        }
        if (decideAutonomy(rules[0], since(goods)) === undefined) {
          expect(decideAutonomy(rules[0], since([false, ...goods]))).toBeUndefined();
        }
      }),
    );
  });
});
