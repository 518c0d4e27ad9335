import { MeshProblem } from '@mesh/client';
import type { History, Operation, Outcome, Started } from '../../ledger/history';

export interface Answered {
  readonly operation: Operation;
  readonly outcome: Outcome;
  readonly id: string | undefined;
}

/** Makes one call and writes it down before and after. Never throws. */
export async function recorded(
  history: History,
  started: Started,
  call: () => Promise<{ readonly id: string }>,
): Promise<Answered> {
  const operation = history.begin(started);
  try {
    const { id } = await call();
    history.end(operation, { outcome: 'ok', status: 200, result: id });
    return { operation, outcome: 'ok', id };
  } catch (error) {
    const status = error instanceof MeshProblem ? error.status : undefined;
    const outcome = outcomeOf(status);
    history.end(operation, { outcome, ...(status === undefined ? {} : { status }) });
    return { operation, outcome, id: undefined };
  }
}

/** 4xx says that nothing happened; everything else leaves it open. */
const outcomeOf = (status: number | undefined): Outcome =>
  status !== undefined && status >= 400 && status < 500 ? 'fail' : 'unknown';
