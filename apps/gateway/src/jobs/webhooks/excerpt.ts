import { LONGEST_EXCERPT } from '../../webhooks/webhooks.requests';

/** Enough for so many characters, however they are written. */
const MOST_BYTES = 4 * LONGEST_EXCERPT;

/** The beginning of a body as text; what cannot be read in time, or at all, is left out. Reads no more than it needs. */
export async function excerptOf(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (body === null) return '';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of body) {
      parts.push(part);
      bytes += part.byteLength;
      if (bytes >= MOST_BYTES) break;
    }
  } catch {
    // The answer was given with the status: the text is a help for people, and goes as far as it came.
  }
  return shortText(Buffer.concat(parts).subarray(0, MOST_BYTES));
}

/** Control characters are no text, and the database holds no NUL. */
const shortText = (bytes: Uint8Array): string =>
  [...new TextDecoder().decode(bytes).replace(/\p{Cc}+/gu, ' ')].slice(0, LONGEST_EXCERPT).join('').trim();
