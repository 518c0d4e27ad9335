import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { ProblemException } from '../problems/problem-exception';

/** As a request to a proxy names it. Every server has to understand it (RFC 9112, 3.2.2). */
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;
/** No fragment, and nothing that one reader trims or decodes and another does not. */
const PLAIN = /^\/[!"$-~]*$/;

/** Before anybody reads the address: an absolute one becomes the path that it means, as what is hidden is hidden by path. */
export function takeOriginForm(request: IncomingMessage): void {
  const url = request.url ?? '';
  if (!ABSOLUTE.test(url)) return;
  const target = url.replace(ABSOLUTE, '');
  request.url = target.startsWith('/') ? target : `/${target}`;
}

/**
 * Refuses addresses that readers of them understand differently, that do not decode, or that decode to what a database
 * cannot hold.
 */
export function plainUrl(request: Request, _response: Response, next: NextFunction): void {
  const address = PLAIN.test(request.originalUrl) ? decode(request.originalUrl) : undefined;
  if (address === undefined || address.includes('\u0000')) {
    return next(new ProblemException(400, 'URL_INVALID', 'The address contains characters that are not allowed.'));
  }
  return next();
}

function decode(url: string): string | undefined {
  try {
    return decodeURIComponent(url);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
