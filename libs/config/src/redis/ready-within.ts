interface Connecting {
  once(event: 'ready', listener: () => void): unknown;
  off(event: 'ready', listener: () => void): unknown;
}

/** Gives a new connection a moment, so that the first request does not meet a Redis that is only not greeted yet. */
export function readyWithin(connection: Connecting, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      connection.off('ready', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    connection.once('ready', done);
  });
}
