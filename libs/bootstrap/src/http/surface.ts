import type { IncomingMessage } from 'node:http';

/** Through which door a request came: the public API listener, or the management listener and calls inside a process. */
export type Surface = 'api' | 'management';

const surfaces = new WeakMap<IncomingMessage, Surface>();

export const markSurface = (request: IncomingMessage, surface: Surface): void => {
  surfaces.set(request, surface);
};

/** What nobody has marked counts as public: that is the side with fewer rights. */
export const surfaceOf = (request: IncomingMessage): Surface => surfaces.get(request) ?? 'api';

/** The path of a request without its query. */
export const pathOf = (request: IncomingMessage & { originalUrl?: string }): string =>
  (request.originalUrl ?? request.url ?? '/').split('?', 1)[0] ?? '/';

/** Routes for other services of the mesh; matched without regard to case, as the router does. */
export const isInternalPath = (path: string): boolean => /^\/internal(\/|$)/i.test(path);

/** Routes that say how the service is. */
export const isHealthPath = (path: string): boolean => /^\/(health|metrics)(\/|$)/i.test(path);

/** Routes for operators and other services. */
export const isManagementPath = (path: string): boolean =>
  isInternalPath(path) || isHealthPath(path) || /^\/queues(\/|$)/i.test(path);
