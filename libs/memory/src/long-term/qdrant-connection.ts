import type { QdrantClient } from '@qdrant/js-client-rest';
import type { CircuitBreakerPolicy } from 'cockatiel';
import { qdrantFaultOf, unavailable } from './qdrant-fault';

export interface QdrantOptions {
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly timeoutMs: number;
}

interface Opened {
  readonly client: QdrantClient;
  readonly breaker: CircuitBreakerPolicy;
}

/** So many requests in a row must fail before Qdrant is left alone for a while. */
const FAILURES = 5;
const LEFT_ALONE_MS = 5_000;

/**
 * One Qdrant server: every request has a deadline, and a server that keeps failing is not asked for a while.
 * The packages are loaded at the first request, so a process without Qdrant never pays for them.
 */
export class QdrantConnection {
  private opened: Promise<Opened> | undefined;

  constructor(
    private readonly options: QdrantOptions,
    private readonly leftAloneMs = LEFT_ALONE_MS,
  ) {}

  /**
   * @throws RetryableError `LONG_TERM_UNAVAILABLE` whatever went wrong, with the reason in its details
   * @throws the reason of the signal, when it was the caller who gave up
   */
  async call<T>(ask: (client: QdrantClient) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { client, breaker } = await (this.opened ??= open(this.options, this.leftAloneMs));
    signal?.throwIfAborted();
    try {
      return await breaker.execute(() => this.withDeadline(ask(client), signal));
    } catch (error) {
      signal?.throwIfAborted();
      throw unavailable(error);
    }
  }

  /** The client has a deadline of its own but takes no signal; a hanging socket must not outlive ours. */
  private async withDeadline<T>(answer: Promise<T>, signal?: AbortSignal): Promise<T> {
    const deadline = AbortSignal.timeout(this.options.timeoutMs);
    return Promise.race([answer, rejectedBy(deadline), ...(signal ? [rejectedBy(signal, GAVE_UP)] : [])]);
  }
}

/** Says nothing about the server, so the breaker does not count it. */
const GAVE_UP = new Error('the caller gave up');

const rejectedBy = (signal: AbortSignal, reason?: Error): Promise<never> =>
  new Promise((_, reject) => {
    const give = () => reject(reason ?? (signal.reason as Error));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });

async function open({ url, apiKey, timeoutMs }: QdrantOptions, leftAloneMs: number): Promise<Opened> {
  const { QdrantClient } = await import('@qdrant/js-client-rest');
  const { ConsecutiveBreaker, circuitBreaker, handleWhen } = await import('cockatiel');
  // The key goes as a header: given as `apiKey`, the client writes to the console by itself.
  const headers = apiKey === undefined ? {} : { 'api-key': apiKey };
  return {
    client: new QdrantClient({ url, timeout: timeoutMs, checkCompatibility: false, headers }),
    breaker: circuitBreaker(
      handleWhen((error) => qdrantFaultOf(error).outage),
      { halfOpenAfter: leftAloneMs, breaker: new ConsecutiveBreaker(FAILURES) },
    ),
  };
}
