import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface AwsKeys {
  readonly id: string;
  readonly secret: string;
}

const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([\w-]+)\/secretsmanager\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/;
const MUST_BE_SIGNED = ['host', 'x-amz-date', 'x-amz-target'];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Whether the request was signed with these keys as Signature Version 4 demands, body included. */
export function isSigned(request: IncomingMessage, body: string, keys: AwsKeys): boolean {
  const [, id, day, region, names, signature] = FORM.exec(request.headers.authorization ?? '') ?? [];
  const date = String(request.headers['x-amz-date']);
  if (id !== keys.id || !day || !region || !names || !signature || !date.startsWith(day)) return false;
  const signed = names.split(';');
  if (!MUST_BE_SIGNED.every((name) => signed.includes(name))) return false;
  const canonical = [
    request.method,
    request.url,
    '',
    ...signed.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    sha256(body),
  ].join('\n');
  const scope = `${day}/${region}/secretsmanager/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = [region, 'secretsmanager', 'aws4_request'].reduce(hmac, hmac(`AWS4${keys.secret}`, day));
  return timingSafeEqual(Buffer.from(signature), Buffer.from(hmac(key, toSign).toString('hex')));
}
