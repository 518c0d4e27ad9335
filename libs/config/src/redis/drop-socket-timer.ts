interface Closing {
  on(event: 'close', listener: () => void): unknown;
}

const TIMER = 'socketTimeoutTimer';

/**
 * ioredis 5.11 leaves the timer of `socketTimeout` behind when a connection closes with an open question: it would end
 * the next connection, or hold up the end of the process.
 */
export function dropSocketTimer(connection: Closing): void {
  connection.on('close', () => {
    clearTimeout(Reflect.get(connection, TIMER) as NodeJS.Timeout | undefined);
    Reflect.set(connection, TIMER, undefined);
  });
}
