import { isRetryable } from '@mesh/kernel';

/** One step of a ladder: its name, for logs and metrics, and the call. */
export interface Rung<Answer> {
  readonly name: string;
  readonly call: () => Promise<Answer>;
}

/** Hears what became of each rung that was tried. */
export interface LadderObserver {
  answered(rung: string, position: number): void;
  unavailable(rung: string, error: unknown): void;
}

/**
 * Asks one rung after the other until one answers. A TerminalError ends it (a refusal is an answer), and so does an
 * aborted signal; any other fault means "not available now" and the next rung is asked. The last fault is thrown.
 */
export async function answerInOrder<Answer>(
  rungs: readonly Rung<Answer>[],
  signal: AbortSignal,
  observer: LadderObserver,
): Promise<Answer> {
  for (const [position, rung] of rungs.entries()) {
    signal.throwIfAborted();
    try {
      const answer = await rung.call();
      observer.answered(rung.name, position);
      return answer;
    } catch (error) {
      const isLast = position === rungs.length - 1;
      if (isLast || signal.aborted || !isRetryable(error)) throw error;
      observer.unavailable(rung.name, error);
    }
  }
  throw new RangeError('a ladder needs at least one rung');
}
