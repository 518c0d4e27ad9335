import { MeshError } from '@mesh/kernel';
import type { SecretsSettings } from './secrets.config';

/** What became of a further look at a secret; holds nothing of it. */
export interface SecretLook {
  readonly variable: string;
  readonly outcome: 'changed' | 'failed';
  /** Of a failure. */
  readonly code?: string;
}

/** A value that may change while the process runs. */
export interface LiveValue<T> {
  /** The last good one, at once. */
  readonly latest: T;
  /** No older than SECRETS_REFRESH_MS, or the last good one while its place cannot be asked. Never throws. */
  value(): Promise<T>;
  /** Looks again now, for whoever was refused with the latest one. Never throws. */
  refresh(): Promise<T>;
}

/** For values that stand in the environment itself. */
export const constantValue = <T>(latest: T): LiveValue<T> => ({
  latest,
  value: () => Promise.resolve(latest),
  refresh: () => Promise.resolve(latest),
});

export interface LiveParts<T> {
  readonly variable: string;
  readonly first: T;
  /** @throws when the place cannot be asked, or holds what the configuration refuses */
  readonly read: (signal: AbortSignal) => Promise<T>;
  readonly settings: SecretsSettings;
  readonly report: (look: SecretLook) => void;
  readonly now: () => number;
}

/** Looked up again when it is used and old, by one look at a time; without a timer, and never without a value. */
export class RefreshedValue<T> implements LiveValue<T> {
  private current: T;
  private lookedAt: number;
  private looking: Promise<T> | undefined;
  private failing = false;

  constructor(private readonly parts: LiveParts<T>) {
    this.current = parts.first;
    this.lookedAt = parts.now();
  }

  get latest(): T {
    return this.current;
  }

  async value(): Promise<T> {
    if (this.parts.now() - this.lookedAt < this.pauseMs) return this.current;
    const looking = this.refresh();
    // Nobody waits for a place that did not answer the last time.
    return this.failing ? this.current : looking;
  }

  refresh(): Promise<T> {
    this.looking ??= this.look().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** A place that could not be asked is asked again soon, and not by everybody. */
  private get pauseMs(): number {
    const { SECRETS_REFRESH_MS: refreshMs, SECRETS_TIMEOUT_MS: timeoutMs } = this.parts.settings;
    return this.failing ? Math.min(refreshMs, timeoutMs) : refreshMs;
  }

  private async look(): Promise<T> {
    const { read, settings, now } = this.parts;
    try {
      const found = await read(AbortSignal.timeout(settings.SECRETS_TIMEOUT_MS));
      this.failing = false;
      this.take(found);
    } catch (error) {
      this.failing = true;
      this.report({ outcome: 'failed', code: error instanceof MeshError ? error.code : 'SECRET_NOT_VALID' });
    }
    this.lookedAt = now();
    return this.current;
  }

  private take(found: T): void {
    if (found === this.current) return;
    this.current = found;
    this.report({ outcome: 'changed' });
  }

  private report(look: Omit<SecretLook, 'variable'>): void {
    this.parts.report({ variable: this.parts.variable, ...look });
  }
}
