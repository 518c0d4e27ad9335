import { TerminalError } from '@mesh/kernel';

/** The largest data of a message, in bytes of JSON; a broker takes that and its headers (see `ensureTopics`). */
export const MOST_DATA_BYTES = 4_000_000;

/** Data as it is stored and published. @throws TerminalError `MESSAGE_TOO_LARGE` */
export function boundedJson(data: unknown): string {
  const json = JSON.stringify(data);
  // A character has three bytes at most in UTF-8 (a pair of surrogates has four): no need to count the usual ones.
  if (json.length * 3 > MOST_DATA_BYTES && Buffer.byteLength(json) > MOST_DATA_BYTES) {
    throw new TerminalError('MESSAGE_TOO_LARGE', 'a message is larger than any broker would take');
  }
  return json;
}
