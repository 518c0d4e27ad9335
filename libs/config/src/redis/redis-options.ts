/** Settings of a connection, in the words of ioredis; here so that every user of Redis has the same ones. */
export interface RedisConnectionOptions {
  readonly lazyConnect: boolean;
  readonly enableOfflineQueue: boolean;
  readonly maxRetriesPerRequest: number | null;
  readonly autoResendUnfulfilledCommands: boolean;
  readonly enableReadyCheck: boolean;
  readonly connectTimeout: number;
  readonly socketTimeout: number;
  readonly keepAlive: number;
  readonly commandTimeout?: number;
  readonly retryStrategy: (times: number) => number;
  readonly reconnectOnError: (error: Error) => 2 | false;
}

const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 2_000;

/** Wait before connecting again: doubled each time, bounded, for ever. */
export const reconnectAfterMs = (times: number): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(10, Math.max(0, times - 1)));

/** After a fail-over the old primary refuses writes: connect again, and send the refused command there. */
const onReadOnly = (error: Error): 2 | false => (error.message.startsWith('READONLY') ? 2 : false);

const COMMON = {
  lazyConnect: false,
  connectTimeout: 2_000,
  keepAlive: 10_000,
  retryStrategy: reconnectAfterMs,
  reconnectOnError: onReadOnly,
};

/** For connections that somebody waits on: an absent Redis is an error at once, and nothing is sent twice. */
export const redisRequestOptions = (commandTimeoutMs: number): RedisConnectionOptions => ({
  ...COMMON,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  autoResendUnfulfilledCommands: false,
  enableReadyCheck: true,
  commandTimeout: commandTimeoutMs,
  socketTimeout: commandTimeoutMs * 4,
});

/**
 * For connections of background work: commands wait until Redis is back; only for what may be sent twice.
 * @param silenceMs an answer that takes longer means that the connection is dead
 */
export const redisBackgroundOptions = (silenceMs: number): RedisConnectionOptions => ({
  ...COMMON,
  enableOfflineQueue: true,
  maxRetriesPerRequest: null,
  autoResendUnfulfilledCommands: true,
  enableReadyCheck: false,
  socketTimeout: silenceMs,
});
