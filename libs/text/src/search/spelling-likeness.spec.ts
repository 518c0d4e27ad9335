import { spellingLikeness } from './spelling-likeness';

describe('likeness by spelling', () => {
  it('is 1 for the same words, high for other endings and compounds, 0 for nothing in common', () => {
    const [same, ending, compound, other] = spellingLikeness('closing account', [
      'account closing',
      'closed accounts',
      'accountClosing',
      'blue bicycle',
    ]);
    expect(same).toBeCloseTo(1, 5);
    expect(ending).toBeGreaterThan(0.5);
    expect(compound).toBeGreaterThan(0.5);
    expect(other).toBe(0);
  });

  it('has nothing to say of a text without words', () => {
    expect(spellingLikeness('?', ['account'])).toEqual([0]);
    expect(spellingLikeness('account', [''])).toEqual([0]);
  });
});
