import pino from 'pino';

/** What may wait for a disk or a reader that takes nothing; newer lines are dropped. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
const STANDARD_OUTPUT = 1;

/** Where log lines go. A full disk or a reader that has gone costs lines, never the process. */
export function logOutput(destination: string | number = STANDARD_OUTPUT) {
  const output = pino.destination({ dest: destination, sync: false, maxLength: MOST_WAITING_BYTES });
  // There is nowhere left to tell of it; the next line tries again with what waits.
  output.on('error', () => undefined);
  return output;
}
