import { createHmac } from 'node:crypto';

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
    return `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** `whsec_` announces a key in base64, as that standard writes it. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
