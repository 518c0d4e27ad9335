import { isUtf8 } from 'node:buffer';
import express, { type NextFunction, type Request, type RequestHandler } from 'express';
import { ProblemException } from '../problems/problem-exception';
import { statusProblem } from '../problems/problem-of';
import { mustBePlainJson } from './json-shape';
import { mustBeUnambiguousJson } from './unambiguous-json';

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

/**
 * JSON that came as bytes, under the rules of every other body.
 * @throws ProblemException 400 `JSON_MALFORMED`, `JSON_TOO_DEEP`, `VALIDATION_FAILED`
 */
export function plainJsonOf(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw malformed();
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const value = parse(text);
  mustBePlainJson(value);
  mustBeUnambiguousJson(text);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

/** Reads the body of a request that wants it as it came; leaves all others alone. */
export function rawBody(
  isWanted: (request: Request) => boolean,
  limitOf: (request: Request) => number,
): RequestHandler {
  return (request, response, next) => {
    if (!isWanted(request) || !hasBody(request)) return next();
    return readBytes(limitOf(request))(request, response, next);
  };
}

/** Reads a JSON body up to a size that depends on the request; refuses other media types and odd JSON. */
export function jsonBody(limitOf: (request: Request) => number): RequestHandler {
  return (request, response, next) => {
    if (!hasBody(request) || Buffer.isBuffer(request.body)) return next();
    if (!isJson(request)) return next(statusProblem(415));
    return readBytes(limitOf(request))(request, response, (error?: unknown) => finish(request, error, next));
  };
}

/** JSON between systems is UTF-8 (RFC 8259). */
function isJson(request: Request): boolean {
  const [, charset = 'utf-8'] = CHARSET.exec(request.headers['content-type'] ?? '') ?? [];
  return Boolean(request.is(['application/json', 'application/*+json'])) && /^utf-?8$/i.test(charset);
}

function finish(request: Request, error: unknown, next: NextFunction): void {
  if (error !== undefined) return next(error);
  const bytes: unknown = request.body;
  try {
    request.body = Buffer.isBuffer(bytes) && bytes.length > 0 ? plainJsonOf(bytes) : undefined;
  } catch (fault) {
    return next(fault);
  }
  return next();
}

/** The parser would take in a whole body before it refused its size; one that says its size is refused at once. */
const readBytes =
  (limit: number): RequestHandler =>
  (request, response, next) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) return next(statusProblem(413));
    const read = express.raw({ limit, type: () => true });
    return read(request, response, (error?: unknown) => next(error === undefined ? undefined : asProblem(error)));
  };

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** The reader's faults by their type; anything else is passed on as it is. */
function asProblem(error: unknown): unknown {
  switch (error instanceof Error && 'type' in error ? error.type : undefined) {
    case 'entity.too.large':
      return statusProblem(413);
    case 'encoding.unsupported':
      return statusProblem(415);
    default:
      return error;
  }
}

const malformed = (): ProblemException => new ProblemException(400, 'JSON_MALFORMED', 'The body is not valid JSON.');
