import fc from 'fast-check';
import { derivedId } from './ids';
import { isInShare } from './share';

describe('a share of all ids', () => {
  it('has about so many of them, and always the same', () => {
    const ids = Array.from({ length: 4000 }, (_, n) => derivedId('share', n));
    const chosen = ids.filter((id) => isInShare(id, 0.1));
    expect(chosen.length / ids.length).toBeCloseTo(0.1, 1);
    expect(ids.filter((id) => isInShare(id, 0.1))).toEqual(chosen);
  });

  it('holds every smaller share; all of them at 1, none at 0', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (id, a, b) => {
          if (isInShare(id, Math.min(a, b))) expect(isInShare(id, Math.max(a, b))).toBe(true);
          expect([isInShare(id, 0), isInShare(id, 1)]).toEqual([false, true]);
        },
      ),
    );
  });
});
