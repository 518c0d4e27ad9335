import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const SCHEME = 'v1,';
/** So far a clock may be off, and so old a request may be. */
const WINDOW_MS = 300_000;

/**
 * The headers of Standard Webhooks: a receiver checks them, and tells repetitions by the id. While a secret is being
 * exchanged there is a signature by each.
 */
export function signedHeaders(
  id: string,
  at: Date,
  body: string,
  secrets: string | readonly string[],
): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000).toString();
  const signatures = [secrets].flat().map((secret) => {
    return `${SCHEME}${digestOf(secret, id, timestamp, body).toString('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** What a request says of itself, once its signature was checked. */
export interface SignedRequest {
  readonly id: string;
  readonly signedAt: Date;
}

export type SignatureFault = 'missing' | 'outside_window' | 'wrong';

/** A request as Standard Webhooks describes it, or what is wrong with it. Compares in constant time. */
export function checkSigned(
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  secret: string | undefined,
  now: Date,
): SignedRequest | SignatureFault {
  const [id, timestamp, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof given !== 'string') return 'missing';
  const signedAt = new Date(/^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN);
  if (!(Math.abs(now.getTime() - signedAt.getTime()) <= WINDOW_MS)) return 'outside_window';
  if (secret === undefined || !ID.test(id)) return 'wrong';
  const expected = digestOf(secret, id, timestamp, body);
  return given.split(' ').some((one) => isDigest(one, expected)) ? { id, signedAt } : 'wrong';
}

const ID = /^[\x21-\x7e]{1,200}$/;

function isDigest(signature: string, expected: Buffer): boolean {
  if (!signature.startsWith(SCHEME)) return false;
  const given = Buffer.from(signature.slice(SCHEME.length), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const digestOf = (secret: string, id: string, timestamp: string, body: string | Uint8Array): Buffer =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();

/** `whsec_` announces a key in base64, as that standard writes it. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
