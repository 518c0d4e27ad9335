import { OVERHEAD_SECONDS, type Plannable, planFaults } from './planner';
import { seeded } from './random';

const fault = (id: string, minSeconds = 10, fullSeconds = 60): Plannable => ({ id, minSeconds, fullSeconds });
const ALL = ['F01', 'F02', 'F03', 'F04', 'F05'].map((id) => fault(id));
const once = 10 + OVERHEAD_SECONDS;

describe('the plan of a chaos run', () => {
  it('has every fault that was asked for, even when the time is short', () => {
    const plan = planFaults({ faults: ALL, wanted: ['F02', 'F04'], seconds: 5, random: seeded(1) });
    expect(plan.map(({ id }) => id).sort()).toEqual(['F02', 'F04']);
    expect(plan).toEqual(plan.map(({ id }) => ({ id, holdSeconds: 10, required: true })));
  });

  it('takes what fits when nothing was asked for by name', () => {
    expect(planFaults({ faults: ALL, seconds: 3 * once, random: seeded(1) })).toHaveLength(3);
  });

  it('holds faults longer when there is room, then repeats them', () => {
    const [held] = planFaults({ faults: ALL, wanted: ['F01'], seconds: once + 25, random: seeded(1) });
    expect(held?.holdSeconds).toBe(35);
    const plan = planFaults({ faults: ALL, wanted: ['F01'], seconds: 200, random: seeded(1) });
    expect(plan.map(({ id }) => id)).toEqual(['F01', 'F01', 'F01']);
  });

  it('is the same for the same seed and another for another', () => {
    const orderOf = (seed: number): string =>
      planFaults({ faults: ALL, wanted: ALL.map(({ id }) => id), seconds: 60, random: seeded(seed) })
        .map(({ id }) => id)
        .join();
    expect(orderOf(3)).toBe(orderOf(3));
    expect(new Set([1, 2, 3, 4, 5].map(orderOf)).size).toBeGreaterThan(1);
  });

  it('refuses a name that is not in the catalogue', () => {
    expect(() => planFaults({ faults: ALL, wanted: ['F99'], seconds: 60, random: seeded(1) })).toThrow('F99');
  });
});
