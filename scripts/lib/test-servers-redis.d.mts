export interface RunningRedis {
  /** As REDIS_URL is written. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
}

export interface RedisOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** Where it keeps what was written; without it Redis lives in memory only. */
  readonly folder?: string;
}

/** Rejects with an Error that says why there is none. */
export declare function startRedis(options?: RedisOptions): Promise<RunningRedis>;
