import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { traceparentOf } from '@mesh/bootstrap';
import { withCorrelation } from '@mesh/observability';
import type { Request } from 'express';
import { Observable } from 'rxjs';
import { principalOf } from './principal';

/** Log lines of a request carry the tenant once it is known. */
@Injectable()
export class PrincipalCorrelationInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const principal = principalOf(request);
    if (principal === undefined) return next.handle();
    const { correlationId, tenantId } = principal;
    const correlation = { correlationId, tenantId, traceparent: traceparentOf(request) };
    return new Observable((subscriber) => withCorrelation(correlation, () => next.handle().subscribe(subscriber)));
  }
}
