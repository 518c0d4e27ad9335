import { shuffled } from './random';

/** What the planner must know of a fault. */
export interface Plannable {
  readonly id: string;
  readonly minSeconds: number;
  readonly fullSeconds: number;
}

export interface PlannedFault {
  readonly id: string;
  readonly holdSeconds: number;
  /** Asked for by name: it happens even when the time is over. */
  readonly required: boolean;
}

export interface PlanRequest {
  readonly faults: readonly Plannable[];
  /** Asked for by name; without it, whatever fits of all of them. */
  readonly wanted?: readonly string[];
  readonly seconds: number;
  readonly random: () => number;
}

/** Calm before a fault, healing and the probe after it. */
export const OVERHEAD_SECONDS = 12;

const costOf = ({ minSeconds }: Plannable): number => minSeconds + OVERHEAD_SECONDS;

/**
 * An order of faults for the time there is: each wanted one once, held for as long as there is room, and more rounds
 * when each was held in full. @throws Error for a name that is not in the catalogue
 */
export function planFaults({ faults, wanted, seconds, random }: PlanRequest): PlannedFault[] {
  const first = wanted === undefined ? whatFits(faults, seconds, random) : named(faults, wanted, random);
  const plan = round(first, seconds, wanted !== undefined);
  const full = first.reduce((sum, { fullSeconds }) => sum + fullSeconds + OVERHEAD_SECONDS, 0);
  for (let left = seconds - full; left > 0 && first.length > 0;) {
    const again = whatFits(first, left, random);
    if (again.length === 0) break;
    plan.push(...round(again, left, false));
    left -= again.reduce((sum, { fullSeconds }) => sum + fullSeconds + OVERHEAD_SECONDS, 0);
  }
  return plan;
}

function named(faults: readonly Plannable[], wanted: readonly string[], random: () => number): Plannable[] {
  const unknown = wanted.filter((id) => !faults.some((fault) => fault.id === id));
  if (unknown.length > 0) throw new Error(`not in the catalogue: ${unknown.join(', ')}`);
  return shuffled(
    faults.filter(({ id }) => wanted.includes(id)),
    random,
  );
}

function whatFits(faults: readonly Plannable[], seconds: number, random: () => number): Plannable[] {
  let left = seconds;
  return shuffled(faults, random).filter((fault) => {
    if (costOf(fault) > left) return false;
    left -= costOf(fault);
    return true;
  });
}

/** The time beyond the shortest is shared out in proportion. */
function round(faults: readonly Plannable[], seconds: number, required: boolean): PlannedFault[] {
  const least = faults.reduce((sum, fault) => sum + costOf(fault), 0);
  const more = faults.reduce((sum, { fullSeconds, minSeconds }) => sum + fullSeconds - minSeconds, 0);
  const share = more === 0 ? 0 : Math.min(1, Math.max(0, (seconds - least) / more));
  return faults.map(({ id, minSeconds, fullSeconds }) => ({
    id,
    required,
    holdSeconds: minSeconds + share * (fullSeconds - minSeconds),
  }));
}
