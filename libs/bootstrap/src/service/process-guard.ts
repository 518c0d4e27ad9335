import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';

export interface Stoppable {
  stop(): Promise<void>;
  /** What is being waited for while it stops. */
  readonly pending?: string | undefined;
}

export interface GuardOptions {
  readonly logger: Logger;
  readonly deadlineMs: number;
}

/** A terminal and npm may both pass on the same key press. */
const SAME_SIGNAL_MS = 500;

/**
 * Ends the process in an orderly way: the first SIGTERM or SIGINT drains and exits with 0; with 1 when the drain fails,
 * the deadline passes or another signal comes, saying what hung. What nobody caught is logged and ends the process with
 * 1: its state is not to be trusted.
 */
export function guardProcess(subject: Stoppable, { logger, deadlineMs }: GuardOptions): void {
  let since: number | undefined;
  const die = (event: string, error?: unknown): void => {
    const hung = subject.pending;
    logger.error(event, { code: codeOf(error), reason: reasonOf(error), ...(hung ? { hung } : {}) }, error);
    process.exit(1);
  };
  const end = (signal: string): void => {
    const now = performance.now();
    if (since !== undefined) {
      if (now - since > SAME_SIGNAL_MS) die('process.stop_interrupted');
      return;
    }
    since = now;
    logger.info('process.stopping', { signal });
    setTimeout(() => die('process.stop_timed_out'), deadlineMs).unref();
    subject.stop().then(
      () => process.exit(0),
      (error: unknown) => die('process.stop_failed', error),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(signal));
  process.on('unhandledRejection', (error) => die('process.unhandled_rejection', error));
  process.on('uncaughtException', (error) => die('process.uncaught_exception', error));
}
