import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId } from '@mesh/kernel';
import { withCorrelation } from '@mesh/observability';

const ACCEPTED = /^[A-Za-z0-9._:-]{1,128}$/;
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const ids = new WeakMap<IncomingMessage, string>();

/** The id under which everything that this request causes can be found again. */
export function correlationIdOf(request: IncomingMessage): string {
  const known = ids.get(request);
  if (known !== undefined) return known;
  const id = newId();
  ids.set(request, id);
  return id;
}

/** Takes over the caller's `x-correlation-id` if it has a harmless form, else makes one; always answers with it. */
export function identifyRequest(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const given = request.headers['x-correlation-id'];
  if (typeof given === 'string' && ACCEPTED.test(given)) ids.set(request, given);
  response.setHeader('x-correlation-id', correlationIdOf(request));
  next();
}

/** After the body was read: reading it leaves the asynchronous context in which it began. */
export function enterCorrelation(request: IncomingMessage, _response: ServerResponse, next: () => void): void {
  withCorrelation({ correlationId: correlationIdOf(request), traceparent: traceparentOf(request) }, next);
}

/** The W3C trace context of the caller, if it is well formed. */
export function traceparentOf(request: IncomingMessage): string | undefined {
  const given = request.headers['traceparent'];
  return typeof given === 'string' && TRACEPARENT.test(given) ? given : undefined;
}
