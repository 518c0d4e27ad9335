import express, { type NextFunction, type Request, type RequestHandler } from 'express';
import { ProblemException } from '../problems/problem-exception';
import { statusProblem } from '../problems/problem-of';
import { mustBePlainJson } from './json-shape';

const parsers = new Map<number, RequestHandler>();

/** JSON that came as bytes, under the rules of every other body. @throws ProblemException 400 `JSON_MALFORMED`, `JSON_TOO_DEEP`, `VALIDATION_FAILED` */
export function plainJsonOf(bytes: Buffer): unknown {
  const value = parse(bytes);
  mustBePlainJson(value);
  return value;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
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
    const read = express.raw({ limit: limitOf(request), type: () => true });
    return read(request, response, (error?: unknown) => next(error === undefined ? undefined : asProblem(error)));
  };
}

/** Reads a JSON body up to a size that depends on the request; refuses other media types and odd JSON. */
export function jsonBody(limitOf: (request: Request) => number): RequestHandler {
  return (request, response, next) => {
    if (!hasBody(request) || Buffer.isBuffer(request.body)) return next();
    if (!request.is(['application/json', 'application/*+json'])) return next(statusProblem(415));
    return parserFor(limitOf(request))(request, response, (error?: unknown) => finish(request, error, next));
  };
}

function finish(request: Request, error: unknown, next: NextFunction): void {
  if (error !== undefined) return next(asProblem(error));
  try {
    mustBePlainJson(request.body);
  } catch (fault) {
    return next(fault);
  }
  return next();
}

function parserFor(limit: number): RequestHandler {
  const parser = parsers.get(limit) ?? express.json({ limit, strict: false, type: () => true });
  parsers.set(limit, parser);
  return parser;
}

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** The parser's faults by their type; anything else is passed on as it is. */
function asProblem(error: unknown): unknown {
  switch (error instanceof Error && 'type' in error ? error.type : undefined) {
    case 'entity.parse.failed':
      return malformed();
    case 'entity.too.large':
      return statusProblem(413);
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return statusProblem(415);
    default:
      return error;
  }
}

const malformed = (): ProblemException => new ProblemException(400, 'JSON_MALFORMED', 'The body is not valid JSON.');
