import type { FaultContext } from '../fault';

const LEAST_INTAKE = 0.95;

/** How often each process was started; a difference means that one ended. */
export const livesOf = ({ mesh }: FaultContext): ReadonlyMap<string, number> =>
  new Map(mesh.processes.map(({ name, starts }) => [name, starts]));

/** @throws Error that names the processes which did not live through it */
export function mustHaveLivedOn(context: FaultContext, before: ReadonlyMap<string, number>): void {
  const ended = context.mesh.processes.filter(({ name, starts }) => starts !== before.get(name));
  if (ended.length > 0)
    throw new Error(`ended, though they should not have: ${ended.map(({ name }) => name).join(', ')}`);
}

export interface Span {
  from: number;
  until: number;
}

/** @throws Error when tickets that came in meanwhile were not answered with 202. Returns how many were. */
export function mustHaveTakenIn({ history }: FaultContext, { from, until }: Span): number {
  const asked = history.of('ticket').filter(({ startedAt }) => startedAt >= from && startedAt <= until);
  const ok = asked.filter(({ outcome }) => outcome === 'ok').length;
  if (asked.length === 0) throw new Error('no ticket came in meanwhile, so nothing is proven about the intake');
  if (ok < LEAST_INTAKE * asked.length) throw new Error(`only ${ok} of ${asked.length} tickets were answered with 202`);
  return ok;
}

/** @throws Error when any call that was begun in the span was answered with 5xx */
export function mustNotHaveFailed({ history }: FaultContext, { from, until }: Span): void {
  const errors = history.operations.filter(
    ({ startedAt, status = 0 }) => startedAt >= from && startedAt <= until && status >= 500,
  );
  must(errors.length === 0, `no 5xx (${errors.length} were: ${errors[0]?.status ?? ''})`);
}

export const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`not seen: ${what}`);
};
