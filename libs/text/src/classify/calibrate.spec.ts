import { fitTemperature } from './calibrate';
import { softmax } from './sparse-vector';

/** The chance of the right one of two labels, where all that was held out is told rightly by the same distance. */
function chanceAfter(heldOut: number): number {
  const scores = Float64Array.of(1, -1);
  softmax(
    scores,
    fitTemperature(Array.from({ length: heldOut }, () => ({ scores: Float64Array.of(1, -1), label: 0 }))),
  );
  return scores[0] ?? 0;
}

describe('the temperature of a confidence', () => {
  it('leaves doubt while few samples were held out, however well they are told', () => {
    expect(chanceAfter(6)).toBeGreaterThan(0.9);
    expect(chanceAfter(6)).toBeLessThan(0.96);
    expect(chanceAfter(4000)).toBeGreaterThan(0.999);
  });

  it('is higher where samples are told wrongly', () => {
    const told = (label: number) => ({ scores: Float64Array.of(1, -1), label });
    const right = Array.from({ length: 90 }, () => told(0));
    const wrong = Array.from({ length: 10 }, () => told(1));
    expect(fitTemperature([...right, ...wrong])).toBeGreaterThan(2 * fitTemperature(right));
  });
});
