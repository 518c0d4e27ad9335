import { fewOfEach } from './few-examples';

describe('a few examples of each label', () => {
  const rows = Array.from({ length: 40 }, (_, index) => ({
    id: `r-${index}`,
    label: index % 4 === 0 ? 'rare' : 'often',
  }));

  it('are as many as asked for, or all there are, and the same each time', () => {
    const few = fewOfEach(rows, 12);
    expect(few.filter(({ label }) => label === 'often')).toHaveLength(12);
    expect(few.filter(({ label }) => label === 'rare')).toHaveLength(10);
    expect(fewOfEach([...rows].reverse(), 12)).toEqual(few);
  });
});
