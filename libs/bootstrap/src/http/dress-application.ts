import type { IncomingMessage } from 'node:http';
import type { Metrics } from '@mesh/observability';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { enterCorrelation, identifyRequest } from './correlation.middleware';
import { hideManagement } from './hide-management';
import { measureRequests } from './http-metrics';
import type { HttpSurface } from './http-surface.port';
import { jsonBody, rawBody } from './json-body';
import { plainUrl } from './plain-url';

/** Calls between services may carry the largest thing there is: a batch of tickets or a long document. */
const INTERNAL_BODY_LIMIT = 4 * 1024 * 1024;

/** What every request passes before it reaches a route, in this order. */
export function dressApplication(app: NestExpressApplication, metrics: Metrics, surface?: HttpSurface): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(identifyRequest);
  app.use(measureRequests(metrics));
  app.use(plainUrl);
  app.use(hideManagement(surface?.openManagementPaths ?? []));
  surface?.prepare(app);
  const limitOf = (request: IncomingMessage): number => surface?.bodyLimitOf(request) ?? INTERNAL_BODY_LIMIT;
  app.use(rawBody((request) => surface?.takesRawBody(request) ?? false, limitOf));
  app.use(jsonBody(limitOf));
  app.use(enterCorrelation);
}
