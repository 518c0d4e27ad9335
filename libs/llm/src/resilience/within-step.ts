import { RetryableError } from '@mesh/kernel';

/** Runs work that must be over in time, all its tries together; its signal says when. */
export async function withinStep<T>(
  milliseconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const ending = new AbortController();
  const tooLate = new RetryableError('LLM_TIMED_OUT', 'no model answered in time', { limit: 'step' });
  const timer = setTimeout(() => ending.abort(tooLate), milliseconds);
  const onOuter = (): void => ending.abort(outer.reason);
  outer.addEventListener('abort', onOuter, { once: true });
  try {
    return await Promise.race([work(ending.signal), whenAborted(ending.signal)]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', onOuter);
  }
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
