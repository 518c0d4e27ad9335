import type { IncomingMessage } from 'node:http';
import { pathOf, surfaceOf } from '@mesh/bootstrap';

const KB = 1024;
const MB = 1024 * KB;

/** Where others post to us, and sign what they post. */
const INBOUND = /^\/v1\/inbound\//i;

const LARGER: readonly (readonly [RegExp, number])[] = [
  [/^\/v1\/knowledge\/documents(\/|$)/i, 2 * MB],
  [/^\/v1\/tickets\/batch\/?$/i, 4 * MB],
  [/^\/v1\/categories(\/|$)/i, 4 * MB],
  [INBOUND, 4 * MB],
];

/** Largest body in bytes: what a ticket needs, unless the route is made for more. */
export function bodyLimitOf(request: IncomingMessage): number {
  if (surfaceOf(request) === 'management') return 4 * MB;
  const path = pathOf(request);
  return LARGER.find(([pattern]) => pattern.test(path))?.[1] ?? 256 * KB;
}

/** Signed by whoever posts, and not with a key of the API. */
export const isInbound = (request: IncomingMessage): boolean => INBOUND.test(pathOf(request));
