import { ProblemException } from '@mesh/bootstrap';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { RequestHandler } from 'express';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

interface Known {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

/** 405 and the methods that there are, where an address is known and the method is not; other addresses go on. */
export function knownMethods(documentOf: () => OpenAPIObject): RequestHandler {
  let known: readonly Known[] | undefined;
  return (request, response, next) => {
    known ??= knownIn(documentOf());
    const there = known.filter(({ pattern }) => pattern.test(request.baseUrl + request.path));
    const methods = [...new Set(there.flatMap((one) => one.methods))];
    if (methods.length === 0 || request.method === 'OPTIONS' || methods.includes(request.method)) return next();
    response.setHeader('allow', methods.join(', '));
    next(new ProblemException(405, 'METHOD_NOT_ALLOWED', `This address knows ${methods.join(', ')}.`));
  };
}

const knownIn = ({ paths }: OpenAPIObject): Known[] =>
  Object.entries(paths).map(([path, item]) => {
    const own = METHODS.filter((method) => item[method] !== undefined).map((method) => method.toUpperCase());
    // What can be read answers HEAD as well.
    return {
      pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`, 'i'),
      methods: own.includes('GET') ? ['HEAD', ...own] : own,
    };
  });
