import express, { type NextFunction, type Request, type RequestHandler } from 'express';
import { ProblemException } from '../problems/problem-exception';
import { statusProblem } from '../problems/problem-of';
import { mustBePlainJson } from './json-shape';

const parsers = new Map<number, RequestHandler>();

/** Reads a JSON body up to a size that depends on the request; refuses other media types and odd JSON. */
export function jsonBody(limitOf: (request: Request) => number): RequestHandler {
  return (request, response, next) => {
    if (!hasBody(request)) return next();
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
      return new ProblemException(400, 'JSON_MALFORMED', 'The body is not valid JSON.');
    case 'entity.too.large':
      return statusProblem(413);
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return statusProblem(415);
    default:
      return error;
  }
}
