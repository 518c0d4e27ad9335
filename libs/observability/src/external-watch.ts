/** How a server that belongs to others is doing, as seen by this process; holds no address, no text and no secret. */
export interface ExternalService {
  readonly kind: 'model' | 'vector_store' | 'tool_server' | 'mail' | 'notification_webhook' | 'chat' | 'webhook';
  readonly name: string;
  /** `unknown` before the first call; `left_alone` while its breaker is open, or it was disabled. */
  readonly state: 'ok' | 'failing' | 'left_alone' | 'unknown';
  readonly breaker?: BreakerState | undefined;
  readonly lastSuccessAt?: string | undefined;
  readonly lastFailureAt?: string | undefined;
  /** Code of the last failure. */
  readonly lastError?: string | undefined;
  /** Of the last call that succeeded. */
  readonly latencyMs?: number | undefined;
}

export type BreakerState = 'closed' | 'open' | 'half_open';

/** By the numbers of cockatiel: closed, open, half open, held open. */
export const BREAKER_STATES: readonly BreakerState[] = ['closed', 'open', 'half_open', 'open'];

/** A provider that calls servers of others. Every provider of this shape is found and asked. */
export interface ExternalServices {
  /** Answers from what is known, or within two seconds. */
  externalServices(tenantId: string): readonly ExternalService[] | Promise<readonly ExternalService[]>;
}

export const callsExternalServices = (value: unknown): value is ExternalServices =>
  typeof value === 'object' &&
  value !== null &&
  'externalServices' in value &&
  typeof value.externalServices === 'function';

export interface WatchOptions {
  readonly breaker?: () => BreakerState | undefined;
  /** The code of a failure; undefined for one that is not the server's. */
  readonly codeOf: (error: unknown) => string | undefined;
  readonly now?: () => Date;
}

/** Remembers how the calls to one server went. */
export class ExternalWatch {
  private success: { readonly at: Date; readonly latencyMs: number } | undefined;
  private failure: { readonly at: Date; readonly code: string } | undefined;
  private readonly now: () => Date;

  constructor(
    private readonly subject: Pick<ExternalService, 'kind' | 'name'>,
    private readonly options: WatchOptions,
  ) {
    this.now = options.now ?? (() => new Date());
  }

  /** Passes on whatever becomes of the call. */
  async observe<T>(call: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    try {
      const result = await call();
      this.success = { at: this.now(), latencyMs: Math.round(performance.now() - begun) };
      return result;
    } catch (error) {
      const code = this.options.codeOf(error);
      if (code !== undefined) this.failure = { at: this.now(), code };
      throw error;
    }
  }

  status(): ExternalService {
    const { success, failure } = this;
    const breaker = this.options.breaker?.();
    return {
      ...this.subject,
      state: breaker === 'open' ? 'left_alone' : stateOf(success?.at, failure?.at),
      breaker,
      lastSuccessAt: success?.at.toISOString(),
      lastFailureAt: failure?.at.toISOString(),
      lastError: failure?.code,
      latencyMs: success?.latencyMs,
    };
  }
}

/** The last call counts. */
export function stateOf(success: Date | undefined, failure: Date | undefined): 'ok' | 'failing' | 'unknown' {
  if (!success && !failure) return 'unknown';
  return failure && (!success || failure >= success) ? 'failing' : 'ok';
}
