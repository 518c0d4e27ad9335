import type { RawMessage } from './raw-message';

/** Where a message lay on a broker, with what it carried there besides the message itself. */
export interface StoredOrigin {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key?: string | undefined;
  /** Headers that are no part of a message of the mesh. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Its first bytes in base64, where they are no JSON. */
  readonly raw?: string | undefined;
}

const OURS = /^(ce_|content-type$|traceparent$)/;
const MOST_OF_A_HEADER = 4_096;
const MOST_HEADERS = 50;
const MOST_BYTES = 16_384;
const UNSTORABLE = /\p{Surrogate}/gu;

/**
 * Of a record that became a message; the headers of the message itself are kept with it.
 * @param withBytes there is nothing else to show what it said
 */
export function originOf({ origin, key, headers, value }: RawMessage, withBytes: boolean): StoredOrigin {
  const foreign = Object.entries(headers).filter(([name]) => !OURS.test(name));
  return {
    ...place(origin, key),
    ...(foreign.length > 0 ? { headers: kept(foreign) } : {}),
    ...(withBytes && value ? { raw: value.subarray(0, MOST_BYTES).toString('base64') } : {}),
  };
}

/** Of a record that could not be read: all of its headers, so that an operator sees what it was. */
export const wholeOriginOf = ({ origin, key, headers }: RawMessage): StoredOrigin => ({
  ...place(origin, key),
  headers: kept(Object.entries(headers)),
});

const place = (origin: RawMessage['origin'], key: string | undefined): StoredOrigin => ({
  ...origin,
  ...(key === undefined ? {} : { key: storable(key) }),
});

/** A header of a stranger may be as large as a message. */
const kept = (headers: readonly [string, string | undefined][]): Record<string, string> =>
  Object.fromEntries(headers.slice(0, MOST_HEADERS).map(([name, value]) => [storable(name), storable(value ?? '')]));

const storable = (text: string): string =>
  text.slice(0, MOST_OF_A_HEADER).replaceAll('\u0000', '\ufffd').replaceAll(UNSTORABLE, '\ufffd');
