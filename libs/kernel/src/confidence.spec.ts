import fc from 'fast-check';
import { Confidence } from './confidence';

describe('Confidence', () => {
  it('takes every number from 0 to 1 and compares it with a floor', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(probability, probability, (value, floor) => {
        expect(Confidence.of(value).isAtLeast(floor)).toBe(value >= floor);
      }),
    );
  });

  it.each([-0.000001, 1.000001, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => Confidence.of(value)).toThrow(expect.objectContaining({ code: 'CONFIDENCE_INVALID' }));
  });
});
