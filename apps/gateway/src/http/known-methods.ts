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
    const methods = known.find(({ pattern }) => pattern.test(request.baseUrl + request.path))?.methods;
    if (!methods || request.method === 'OPTIONS' || methods.includes(request.method)) return next();
    response.setHeader('allow', methods.join(', '));
    next(new ProblemException(405, 'METHOD_NOT_ALLOWED', `This address knows ${methods.join(', ')}.`));
  };
}

/** Addresses of plain words come before those with a parameter in the same place. */
const knownIn = ({ paths }: OpenAPIObject): Known[] =>
  Object.entries(paths)
    .sort(([left], [right]) => parametersIn(left) - parametersIn(right))
    .map(([path, item]) => {
      const own = METHODS.filter((method) => item[method] !== undefined).map((method) => method.toUpperCase());
      // What can be read answers HEAD as well.
      return {
        pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`, 'i'),
        methods: own.includes('GET') ? ['HEAD', ...own] : own,
      };
    });

const parametersIn = (path: string): number => path.split('{').length - 1;
