import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';
import { statusProblem } from '../problems/problem-of';
import { type InternalCaller, callerOf } from './internal-caller';

/** The verified caller of an internal route. */
export const Caller = createParamDecorator((_: undefined, context: ExecutionContext): InternalCaller => {
  const caller = callerOf(context.switchToHttp().getRequest<Request>());
  if (caller === undefined) throw statusProblem(401);
  return caller;
});
