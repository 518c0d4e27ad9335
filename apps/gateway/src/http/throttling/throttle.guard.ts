import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  type ThrottlerLimitDetail,
  ThrottlerGuard,
  type ThrottlerModuleOptions,
  ThrottlerStorage,
  getOptionsToken,
} from '@nestjs/throttler';
import { ProblemException, isManagementPath, pathOf, surfaceOf } from '@mesh/bootstrap';
import type { Request, Response } from 'express';
import { Callers } from './callers';
import { networkOf } from './network-of';

/**
 * Limits what one caller may ask per minute, all routes together: a key by its tier, everybody else by address. Runs
 * before the guard that asks for credentials, so that guessing them is limited too.
 */
@Injectable()
export class ThrottleGuard extends ThrottlerGuard {
  protected override headerPrefix = 'RateLimit';

  constructor(
    @Inject(getOptionsToken()) options: ThrottlerModuleOptions,
    @Inject(ThrottlerStorage) storage: ThrottlerStorage,
    @Inject(Reflector) reflector: Reflector,
    @Inject(Callers) private readonly callers: Callers,
  ) {
    super(options, storage, reflector);
  }

  /** Operators, probes and other services come by another door; a tier without a limit costs no look at the storage. */
  protected override async shouldSkip(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    if (surfaceOf(request) === 'management' || isManagementPath(pathOf(request))) return true;
    return (await this.callers.of(request)).limit === undefined;
  }

  protected override async getTracker(request: Request): Promise<string> {
    const { counted } = await this.callers.of(request);
    return 'key' in counted ? counted.key : `${counted.addressAs}/${networkOf(await super.getTracker(request))}`;
  }

  /** One count for everything that a caller asks. */
  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }

  protected override throwThrottlingException(context: ExecutionContext, detail: ThrottlerLimitDetail): Promise<void> {
    const response = context.switchToHttp().getResponse<Response>();
    const wait = Math.max(1, detail.timeToBlockExpire);
    response.setHeader('RateLimit-Limit', detail.limit);
    response.setHeader('RateLimit-Remaining', 0);
    response.setHeader('RateLimit-Reset', wait);
    throw new ProblemException(429, 'TOO_MANY_REQUESTS', 'Too many requests; try again later.', { retryAfter: wait });
  }
}
