import { METRICS, type Metrics } from '@mesh/observability';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Measures each request by method, route pattern and status; an address without a route has the pattern `none`. */
export function measureRequests(metrics: Metrics): RequestHandler {
  const duration = metrics.histogram(METRICS.httpDuration, 'Duration of HTTP requests', ['method', 'route', 'status']);
  return (request: Request, response: Response, next: NextFunction) => {
    const started = performance.now();
    response.once('finish', () => {
      duration.observe(
        { method: methodOf(request), route: routeOf(request), status: String(response.statusCode) },
        (performance.now() - started) / 1000,
      );
    });
    next();
  };
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const methodOf = (request: Request): string => (METHODS.has(request.method) ? request.method : 'OTHER');

function routeOf(request: Request): string {
  const route: unknown = request.route;
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  return typeof path === 'string' ? path : 'none';
}
