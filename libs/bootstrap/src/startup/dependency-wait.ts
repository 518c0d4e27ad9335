import { setTimeout as pause } from 'node:timers/promises';
import { RetryableError, codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { Dependency, Lack } from './dependency';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;
const PATIENCE_MS = 10_000;

/** What is not there, by the name of the dependency. */
export type Lacks = ReadonlyMap<string, Lack>;

/** Waits until everything is there that a service needs to be started. */
export class DependencyWait {
  private known: Lacks = new Map();
  private said = '';

  constructor(
    private readonly dependencies: readonly Dependency[],
    private readonly logger: Logger,
  ) {}

  /** What was missing when it was last looked. */
  get lacks(): Lacks {
    return this.known;
  }

  /** Resolves with true when nothing is missing, with false when the signal came first. */
  async done(signal: AbortSignal): Promise<boolean> {
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      if ((await this.look()).size === 0) break;
      await pauseUnless(signal, pauseMs);
    }
    return !signal.aborted;
  }

  /**
   * Whether another start may go better: something is missing again, or the fault itself says that it passes. Then a
   * while has gone by.
   */
  async passes(fault: unknown, signal: AbortSignal): Promise<boolean> {
    const missing = (await this.look()).size > 0;
    if (!missing && !(fault instanceof RetryableError)) return false;
    this.logger.warn('service.start_postponed', { code: codeOf(fault), reason: reasonOf(fault) });
    await pauseUnless(signal, LONGEST_PAUSE_MS);
    return true;
  }

  async look(): Promise<Lacks> {
    const looks = this.dependencies.map(async (one) => [one.name, await lookAt(one)] as const);
    const found = (await Promise.all(looks)).filter((look): look is [string, Lack] => look[1] !== undefined);
    this.known = new Map(found);
    this.sayWhatChanged();
    return this.known;
  }

  /** Once per change, not once per look. */
  private sayWhatChanged(): void {
    const lacks = [...this.known.values()];
    const missing = lacks.map(({ code }) => code);
    if (missing.join() === this.said) return;
    this.said = missing.join();
    if (missing.length === 0) this.logger.info('service.dependencies_ready');
    else this.logger.warn('service.waiting', { missing, reasons: lacks.map(({ reason }) => reason) });
  }
}

async function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  await pause(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** One that never answers is as good as away. */
async function lookAt(dependency: Dependency): Promise<Lack | undefined> {
  const late = new AbortController();
  const silence: Lack = { code: `${dependency.name.toUpperCase()}_SILENT`, reason: 'no answer in time' };
  try {
    return await Promise.race([dependency.look(), pause(PATIENCE_MS, silence, { signal: late.signal, ref: false })]);
  } finally {
    late.abort();
  }
}
