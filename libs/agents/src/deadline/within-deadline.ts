import { RetryableError } from '@mesh/kernel';

/**
 * Runs work that must be over in time. Its signal is aborted when the time is up or the outer signal is; the promise
 * settles then even if the work does not listen. @throws RetryableError `DEADLINE_EXCEEDED`, or the outer signal's reason
 */
export async function withinDeadline<T>(
  milliseconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const inner = new AbortController();
  const { promise: aborted, reject } = rejection();
  const giveUp = (reason: unknown): void => {
    inner.abort(reason);
    reject(reason);
  };
  const onOuter = (): void => giveUp(outer.reason);
  const timer = setTimeout(() => giveUp(tooLate(milliseconds)), milliseconds);
  outer.addEventListener('abort', onOuter, { once: true });
  try {
    return await Promise.race([work(inner.signal), aborted]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', onOuter);
  }
}

const tooLate = (milliseconds: number): RetryableError =>
  new RetryableError('DEADLINE_EXCEEDED', 'the work did not end in time', { milliseconds });

function rejection(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  promise.catch(() => undefined);
  return { promise, reject };
}
