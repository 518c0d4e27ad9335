import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { withCorrelation } from '@mesh/observability';
import type { Request } from 'express';
import { Observable } from 'rxjs';
import { traceparentOf } from '../http/correlation.middleware';
import { callerOf } from './internal-caller';

/** Log lines of an internal call carry the caller's tenant and correlation id. */
@Injectable()
export class CallerCorrelationInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const caller = callerOf(request);
    if (caller === undefined) return next.handle();
    const { correlationId, tenantId } = caller;
    const correlation = { correlationId, tenantId, traceparent: traceparentOf(request) };
    return new Observable((subscriber) => withCorrelation(correlation, () => next.handle().subscribe(subscriber)));
  }
}
