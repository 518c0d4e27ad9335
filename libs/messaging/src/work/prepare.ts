import { RetryableError, TerminalError } from '@mesh/kernel';
import type { MessageDefinition } from '@mesh/contracts';
import type { MessageHandler } from '../handling/handler';
import { type InboxRow, messageOf } from '../inbox/inbox-row';
import type { PgInbox } from '../inbox/pg-inbox';

/** The result of slow work and whether it already lies in the journal. */
export interface Prepared {
  readonly value: unknown;
  readonly journalled: boolean;
  readonly tookMs: number;
}

/** Does the slow part of a message, or takes it from the journal. */
export async function prepare(
  row: InboxRow,
  handler: MessageHandler<MessageDefinition, unknown>,
  inbox: Pick<PgInbox, 'journalOfStep'>,
  options: { readonly signal: AbortSignal; readonly deadlineMs: number },
): Promise<Prepared> {
  if (!handler.prepare) return { value: undefined, journalled: true, tookMs: 0 };
  if (row.prepared !== null) return { value: row.prepared, journalled: true, tookMs: 0 };
  const earlier = isRepeatedStep(row) ? await inbox.journalOfStep(row) : undefined;
  if (earlier) return { value: earlier.prepared, journalled: false, tookMs: 0 };
  const started = performance.now();
  const value = await withDeadline(
    (signal) => handler.prepare?.(messageOf(row), { signal, attempt: row.attempts + 1 }) ?? Promise.resolve(undefined),
    options,
  );
  return { value, journalled: false, tookMs: performance.now() - started };
}

function isRepeatedStep(row: InboxRow): boolean {
  const data = row.data;
  if (row.step_id === null || typeof data !== 'object' || data === null || !('step' in data)) return false;
  const step = data.step;
  return typeof step === 'object' && step !== null && 'attempt' in step && step.attempt !== 1;
}

/** Ends at the deadline even when the work ignores its signal. */
async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: { readonly signal: AbortSignal; readonly deadlineMs: number },
): Promise<T> {
  const ending = new AbortController();
  const giveUp = (): void => ending.abort(options.signal.reason);
  const timer = setTimeout(
    () => ending.abort(new RetryableError('PREPARE_TIMED_OUT', 'slow work passed its deadline')),
    options.deadlineMs,
  );
  if (options.signal.aborted) giveUp();
  // Not AbortSignal.any: a combined signal that is listened to is kept for as long as it has not fired.
  options.signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work(ending.signal), whenAborted(ending.signal)]);
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', giveUp);
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => {
      const reason: unknown = signal.reason;
      reject(reason instanceof Error ? reason : new TerminalError('PREPARE_ABORTED', 'slow work was given up'));
    };
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}
