import type { SupervisionLimits } from './kafka-options';

/** What is known about a consumer at one moment; times from one steady clock, in milliseconds. */
export interface ConsumerSigns {
  readonly now: number;
  /** It said that it has ended. */
  readonly crashed: boolean;
  /** It last joined, fetched or stored something, or tried to store and could not. */
  readonly aliveAt: number;
  /** Since when messages lie there for it and its committed offsets have not moved; undefined when all is well. */
  readonly stuckSince: number | undefined;
  /** When any consumer of this process was last seen at work. */
  readonly consumedAt: number;
}

export type Verdict = 'keep' | 'replace' | 'end';

/** What to do about a consumer: a process that consumes nothing must not live on unnoticed. */
export function judge(signs: ConsumerSigns, limits: SupervisionLimits): Verdict {
  const { now, stuckSince } = signs;
  if (now - signs.consumedAt > limits.giveUpMs) return 'end';
  if (signs.crashed || now - signs.aliveAt > limits.standstillMs) return 'replace';
  return stuckSince !== undefined && now - stuckSince > limits.standstillMs ? 'replace' : 'keep';
}

/** How far a group has come on the partitions of one consumer. */
export interface Progress {
  /** Messages that lie there and are not committed. */
  readonly lag: number;
  /** Sum of the committed offsets. */
  readonly committed: number;
}

/** Since when nothing has moved although there is something to move. */
export class Standstill {
  private last: Progress | undefined;
  private from: number | undefined;
  private seenAt = Number.NEGATIVE_INFINITY;

  get since(): number | undefined {
    return this.from;
  }

  /** How long nothing has moved. What was seen longer than `freshMs` ago says nothing about now. */
  lastedMs(now: number, freshMs: number): number {
    return this.from === undefined || now - this.seenAt > freshMs ? 0 : now - this.from;
  }

  /** @param excused it is known why nothing moves: intake is paused, or the database is away */
  observe(now: number, progress: Progress, excused: boolean): void {
    const moved = this.last?.committed !== progress.committed;
    this.last = progress;
    this.seenAt = now;
    if (moved || progress.lag === 0 || excused) this.from = undefined;
    else this.from ??= now;
  }
}
