import type { z } from 'zod';

/** A kind of background work. Its payload holds ids, hashes and numbers only: queues are no place for text. */
export interface JobDefinition<Schema extends z.ZodType = z.ZodType> {
  /** Stable name, used as a metric label. */
  readonly name: string;
  readonly payload: Schema;
  /** The group of jobs that share their workers and stand together on the queue board. */
  readonly queue: string;
  /** How often it is tried in all. */
  readonly attempts: number;
  /** Wait before the second try; doubled for each further one, at most five minutes. */
  readonly backoffMs: number;
  /** 1 goes first, 10 last. */
  readonly priority: number;
  /** After this time the signal of a run is aborted and the run counts as failed. */
  readonly timeoutMs: number;
}

export type PayloadOf<Definition extends JobDefinition> = z.output<Definition['payload']>;

type Settings = Partial<Omit<JobDefinition, 'name' | 'payload'>>;

export const DEFAULT_QUEUE = 'default';

const DEFAULTS = { queue: DEFAULT_QUEUE, attempts: 3, backoffMs: 1_000, priority: 5, timeoutMs: 60_000 };

export const defineJob = <Schema extends z.ZodType>(
  name: string,
  payload: Schema,
  settings: Settings = {},
): JobDefinition<Schema> => ({ ...DEFAULTS, ...settings, name, payload });
