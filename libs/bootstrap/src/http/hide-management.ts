import type { NextFunction, Request, Response } from 'express';
import { statusProblem } from '../problems/problem-of';
import { isManagementPath, pathOf, surfaceOf } from './surface';

/** On the public listener management routes do not exist, except those that the service opens by name. */
export const hideManagement =
  (openPaths: readonly string[]) =>
  (request: Request, _response: Response, next: NextFunction): void => {
    const path = pathOf(request);
    const hidden = surfaceOf(request) === 'api' && isManagementPath(path) && !openPaths.includes(path);
    next(hidden ? statusProblem(404) : undefined);
  };
