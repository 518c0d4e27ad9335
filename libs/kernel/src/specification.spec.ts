import fc from 'fast-check';
import { allOf, anyOf, not, satisfiedNames, specification } from './specification';

const large = specification<number>('large', (amount) => amount > 100);
const even = specification<number>('even', (amount) => amount % 2 === 0);

describe('a specification', () => {
  it('is combined by and, or and not as in logic', () => {
    fc.assert(
      fc.property(fc.integer(), (amount) => {
        const [a, b] = [large.isSatisfiedBy(amount), even.isSatisfiedBy(amount)];
        expect(allOf('both', large, even).isSatisfiedBy(amount)).toBe(a && b);
        expect(anyOf('either', large, even).isSatisfiedBy(amount)).toBe(a || b);
        expect(not(large).isSatisfiedBy(amount)).toBe(!a);
        expect(not(anyOf('either', large, even)).isSatisfiedBy(amount)).toBe(
          allOf('neither', not(large), not(even)).isSatisfiedBy(amount),
        );
      }),
    );
  });

  it('without any rule holds for all and is met by none', () => {
    expect(allOf<number>('empty').isSatisfiedBy(1)).toBe(true);
    expect(anyOf<number>('empty').isSatisfiedBy(1)).toBe(false);
  });

  it('explains a decision by the names of the rules that hold, in their order', () => {
    expect(satisfiedNames([large, even, not(large)], 102)).toEqual(['large', 'even']);
    expect(satisfiedNames([large, even, not(large)], 7)).toEqual(['not large']);
  });
});
