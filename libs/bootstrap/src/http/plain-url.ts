import type { NextFunction, Request, Response } from 'express';
import { ProblemException } from '../problems/problem-exception';

/** Refuses addresses that do not decode, or decode to what a database cannot hold. */
export function plainUrl(request: Request, _response: Response, next: NextFunction): void {
  const address = decode(request.originalUrl);
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
