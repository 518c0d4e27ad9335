import { codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';

export interface Stoppable {
  stop(): Promise<void>;
}

export interface GuardOptions {
  readonly logger: Logger;
  readonly deadlineMs: number;
}

/**
 * Ends the process in an orderly way: the first SIGTERM or SIGINT drains and exits with 0, or with 1 when the deadline
 * passes or the drain fails. What nobody caught is logged and ends the process with 1: its state is not to be trusted.
 */
export function guardProcess(subject: Stoppable, { logger, deadlineMs }: GuardOptions): void {
  let ending = false;
  const end = (signal: string): void => {
    if (ending) return;
    ending = true;
    logger.info('process.stopping', { signal });
    setTimeout(() => die('process.stop_timed_out'), deadlineMs).unref();
    subject.stop().then(
      () => process.exit(0),
      (error: unknown) => die('process.stop_failed', error),
    );
  };
  const die = (event: string, error?: unknown): void => {
    logger.error(event, { code: codeOf(error), reason: reasonOf(error) }, error);
    process.exit(1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(signal));
  process.on('unhandledRejection', (error) => die('process.unhandled_rejection', error));
  process.on('uncaughtException', (error) => die('process.uncaught_exception', error));
}
