import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';

/** The public side of a service. Only a service whose module provides one opens an API listener. */
export abstract class HttpSurface {
  /** Where the API listener binds; port 0 takes any free one. */
  abstract readonly listener: { readonly host: string; readonly port: number };

  /** Called before any route exists: the place for security headers and raw routes. */
  abstract prepare(app: NestExpressApplication): void;

  /** Largest body in bytes that the request may carry. */
  abstract bodyLimitOf(request: IncomingMessage): number;

  /** Whether the route wants the body as it came, as a Buffer: what is signed must not be parsed before it is checked. */
  abstract takesRawBody(request: IncomingMessage): boolean;

  /** Management paths that are answered on the API listener too. */
  abstract readonly openManagementPaths: readonly string[];
}
