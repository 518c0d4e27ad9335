import { setTimeout as sleep } from 'node:timers/promises';
import type { CircuitBreakerPolicy, IRetryBackoffContext, RetryPolicy, TimeoutPolicy } from 'cockatiel';
import { type Clock, RetryableError, hashOf } from '@mesh/kernel';
import { BREAKER_STATES, type BreakerState, ExternalWatch } from '@mesh/observability';
import type { OpenAI } from 'openai' with { 'resolution-mode': 'import' };
import type { SharedLimits } from '../limits/shared-limits.port';
import type { ModelAddress } from '../model-address';
import { RetryBudget } from '../resilience/retry-budget';
import { isOutage, mayPass, openAiFault, unavailable } from './openai-fault';

export interface EndpointLimits {
  readonly callTimeoutMs: number;
  readonly retries: number;
  readonly retryFirstMs: number;
  readonly retryAfterCapMs: number;
  readonly breakerOpenMs: number;
}

interface Opened {
  readonly client: OpenAI;
  readonly breaker: CircuitBreakerPolicy;
  /** Made per call, because it ends with the call's signal. */
  readonly retryUntil: (signal: AbortSignal) => RetryPolicy;
  readonly timeout: TimeoutPolicy;
}

/** The breaker opens when so large a part of so many calls failed. */
const BREAKER = { threshold: 0.4, size: 20, minimumNumberOfCalls: 10 };
const LONGEST_BACKOFF_MS = 5_000;

/**
 * One model at one server. A call has a deadline; faults that may pass are tried again within a budget over all calls;
 * a server that keeps failing, or asks to wait, is left alone. The packages are loaded at the first call.
 */
export class OpenAiEndpoint {
  private opened: Promise<Opened> | undefined;
  private readonly budget = new RetryBudget();
  private breaker: CircuitBreakerPolicy | undefined;
  private restUntil = 0;
  /** The model at its server, for all who ask it there. */
  private readonly name: string;
  readonly watch: ExternalWatch;

  constructor(
    readonly address: ModelAddress,
    private readonly limits: EndpointLimits,
    private readonly clock: Clock,
    private readonly shared: SharedLimits,
  ) {
    this.name = hashOf(`${address.baseUrl} ${address.model}`);
    const name = `${address.model} at ${new URL(address.baseUrl).host}`;
    this.watch = new ExternalWatch(
      { kind: 'model', name },
      { codeOf: faultOfServer, breaker: () => this.breakerState },
    );
  }

  /** @throws MeshError as `LanguageModel` says; the reason of the signal when the caller gave up */
  async call<T>(ask: (client: OpenAI, signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    const opened = await (this.opened ??= this.open());
    this.breaker = opened.breaker;
    this.budget.onCall();
    return opened.retryUntil(signal).execute(async () => {
      await this.rest(signal);
      signal.throwIfAborted();
      try {
        return await opened.breaker.execute(() => this.watch.observe(() => this.once(opened, ask, signal)));
      } catch (error) {
        throw isBroken(error) ? unavailable('left_alone', error) : error;
      }
    });
  }

  private get breakerState(): BreakerState | undefined {
    return this.breaker && BREAKER_STATES[this.breaker.state];
  }

  private async once<T>(
    { client, timeout }: Opened,
    ask: (client: OpenAI, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    try {
      return await timeout.execute(({ signal: inner }) => ask(client, inner), signal);
    } catch (error) {
      signal.throwIfAborted();
      const fault = openAiFault(error, this.clock.now());
      if (fault instanceof RetryableError && fault.code === 'LLM_RATE_LIMITED')
        await this.leaveAlone(fault.retryAfterMs ?? 0);
      throw fault;
    }
  }

  private leaveAlone(milliseconds: number): Promise<void> {
    this.restUntil = Math.max(this.restUntil, this.clock.now().getTime() + milliseconds);
    return this.shared.leaveAlone(this.name, milliseconds);
  }

  /** Waits until the server may be asked again, by this process and by all; not in here when that takes long. */
  private async rest(signal: AbortSignal): Promise<void> {
    const own = this.restUntil - this.clock.now().getTime();
    await this.pause(Math.max(own, await this.shared.restOf(this.name)), signal);
    let wait: number;
    do {
      wait = await this.shared.takeCall(this.name);
      await this.pause(wait, signal);
    } while (wait > 0 && !signal.aborted);
  }

  private async pause(wait: number, signal: AbortSignal): Promise<void> {
    if (wait <= 0) return;
    if (wait > this.limits.retryAfterCapMs) {
      throw new RetryableError('LLM_RATE_LIMITED', 'the provider asked to wait', { resting: true }, wait);
    }
    // Spread, so that all who waited do not come back together.
    await sleep(wait * (1 + Math.random() / 4), undefined, { signal }).catch(() => undefined);
  }

  private isWorthAnotherTry(error: unknown): boolean {
    if (!mayPass(error)) return false;
    const isLong = error instanceof RetryableError && (error.retryAfterMs ?? 0) > this.limits.retryAfterCapMs;
    return !isLong && this.budget.take();
  }

  private async open(): Promise<Opened> {
    const [{ OpenAI }, cockatiel] = await Promise.all([import('openai'), import('cockatiel')]);
    const { model: _model, baseUrl, ...access } = this.address;
    const { callTimeoutMs, retries, retryFirstMs, breakerOpenMs } = this.limits;
    const own = { maxRetries: 0, timeout: callTimeoutMs, logLevel: 'off' } as const;
    const backoff = new cockatiel.DelegateBackoff<IRetryBackoffContext<unknown>>(({ attempt, result }) =>
      // Whoever was told to wait does so before the next call, see `rest`.
      'error' in result && isRateLimit(result.error) ? 0 : backoffMs(retryFirstMs, attempt),
    );
    const nothingElse = { organization: null, project: null, adminAPIKey: null };
    return {
      client: new OpenAI({ ...access, baseURL: baseUrl, ...own, ...nothingElse }),
      breaker: cockatiel.circuitBreaker(cockatiel.handleWhen(isOutage), {
        halfOpenAfter: breakerOpenMs,
        breaker: new cockatiel.CountBreaker(BREAKER),
      }),
      retryUntil: (signal) => {
        let left = retries;
        const again = (error: unknown): boolean => !signal.aborted && left-- > 0 && this.isWorthAnotherTry(error);
        return cockatiel.retry(cockatiel.handleWhen(again), { maxAttempts: retries, backoff });
      },
      timeout: cockatiel.timeout(callTimeoutMs, cockatiel.TimeoutStrategy.Aggressive),
    };
  }
}

/** A refusal, or a caller who left, says nothing about the server. */
const faultOfServer = (error: unknown): string | undefined =>
  error instanceof RetryableError ? error.code : undefined;

const backoffMs = (first: number, attempt: number): number =>
  Math.min(LONGEST_BACKOFF_MS, first * 2 ** (attempt - 1)) * (1 - Math.random() / 4);

const isRateLimit = (error: unknown): boolean => error instanceof RetryableError && error.code === 'LLM_RATE_LIMITED';
const isBroken = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'isBrokenCircuitError' in error;
