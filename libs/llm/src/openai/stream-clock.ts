import { RetryableError } from '@mesh/kernel';

/** Ends a stream that is silent for too long or takes too long altogether, and when the caller gives up. */
export class StreamClock {
  private readonly ending = new AbortController();
  private readonly total: NodeJS.Timeout;
  private idle: NodeJS.Timeout;
  private readonly onOuter: () => void;

  constructor(
    private readonly limits: { readonly totalMs: number; readonly idleMs: number },
    private readonly outer: AbortSignal,
  ) {
    this.total = setTimeout(() => this.end(tooLate('total')), limits.totalMs);
    this.idle = this.startIdle();
    this.onOuter = () => this.end(outer.reason);
    outer.addEventListener('abort', this.onOuter, { once: true });
    if (outer.aborted) this.onOuter();
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }

  /** Something came. @throws the reason, when the stream was ended meanwhile */
  tick(): void {
    this.signal.throwIfAborted();
    clearTimeout(this.idle);
    this.idle = this.startIdle();
  }

  stop(): void {
    clearTimeout(this.total);
    clearTimeout(this.idle);
    this.outer.removeEventListener('abort', this.onOuter);
  }

  private startIdle(): NodeJS.Timeout {
    return setTimeout(() => this.end(tooLate('idle')), this.limits.idleMs);
  }

  private end(reason: unknown): void {
    this.ending.abort(reason);
  }
}

const tooLate = (limit: 'idle' | 'total'): RetryableError =>
  new RetryableError('LLM_TIMED_OUT', 'the stream did not end in time', { limit });
