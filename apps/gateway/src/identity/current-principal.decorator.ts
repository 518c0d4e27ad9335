import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { statusProblem } from '@mesh/bootstrap';
import type { Request } from 'express';
import { type Principal, principalOf } from './principal';

/** Who asks. Only on routes that are not public. */
export const CurrentPrincipal = createParamDecorator((_: undefined, context: ExecutionContext): Principal => {
  const principal = principalOf(context.switchToHttp().getRequest<Request>());
  if (principal === undefined) throw statusProblem(401);
  return principal;
});
