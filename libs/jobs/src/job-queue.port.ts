import type { JobDefinition, PayloadOf } from './define-job';

export interface JobOrder<Definition extends JobDefinition> {
  readonly tenantId: string;
  readonly payload: PayloadOf<Definition>;
  /** While an equal job (tenant, name, key) has not begun, ordering it again adds nothing. */
  readonly key?: string;
  /** Not before this time has passed. */
  readonly delayMs?: number;
  /** Overrides the definition: 1 goes first, 10 last. */
  readonly priority?: number;
}

/** There is one repeated job per tenant, name and key, however often it is ordered. */
export interface RepeatedJob {
  readonly tenantId: string;
  readonly key: string;
}

export interface RepeatOrder<Definition extends JobDefinition> extends RepeatedJob {
  readonly payload: PayloadOf<Definition>;
  /** Pause between the end of one run and the next, in milliseconds. */
  readonly everyMs: number;
}

/** One run of a job. */
export interface JobRun<Payload> {
  readonly id: string;
  readonly tenantId: string;
  readonly payload: Payload;
  /** 1 on the first try. */
  readonly attempt: number;
  /** Aborted at the time limit and when the service stops. */
  readonly signal: AbortSignal;
}

/** Does the work. It may run twice (a crash, a lost lease), so its effect must not. */
export type JobWorker<Payload> = (run: JobRun<Payload>) => Promise<void>;

export interface JobStatus {
  readonly name: string;
  /** The group that the kind of job belongs to. */
  readonly queue: string;
  /** May begin now. */
  readonly waiting: number;
  /** May begin later. */
  readonly delayed: number;
  readonly active: number;
  /** Gave up; kept for a while so that somebody can look. */
  readonly failed: number;
  readonly completed: number;
  /** How long the oldest waiting job has been due, in milliseconds. */
  readonly oldestWaitingMs: number;
}

/**
 * Background work that may be lost and rebuilt: indexes, notifications, roll-ups. Never a message between services and
 * never a deadline. A worker that throws TerminalError fails at once; anything else is tried again with back-off.
 */
export abstract class JobQueue {
  /** Returns the id of the job, new or already waiting. @throws RetryableError when the queue cannot be reached */
  abstract add<Definition extends JobDefinition>(job: Definition, order: JobOrder<Definition>): Promise<string>;
  /** Orders work that returns for ever; a new interval replaces the old one. Returns the id of the job. */
  abstract repeat<Definition extends JobDefinition>(job: Definition, order: RepeatOrder<Definition>): Promise<string>;
  /** Ends repeated work, whoever ordered it; a run in hand is left alone and may return once more. */
  abstract cancelRepeat<Definition extends JobDefinition>(job: Definition, order: RepeatedJob): Promise<void>;
  /** Names the worker of a kind of job; one per process. */
  abstract process<Definition extends JobDefinition>(job: Definition, worker: JobWorker<PayloadOf<Definition>>): void;
  /** One entry per kind of job that the queue knows, in the order of their names. */
  abstract status(): Promise<readonly JobStatus[]>;
  /** Begins to work on jobs. */
  abstract start(): void;
  /** Takes no more jobs, aborts the running ones and waits for them; their work returns after the restart. */
  abstract stop(): Promise<void>;
}
