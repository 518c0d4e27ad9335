import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PUBLIC_ROUTE, ProblemException, correlationIdOf, isInternalPath, pathOf } from '@mesh/bootstrap';
import { METRICS, Metrics } from '@mesh/observability';
import type { Request } from 'express';
import { Authenticator, type Identity } from './authenticator';
import { bearerTokenOf } from './bearer-token';
import { type Permission, type Role, isInScope, mayEnter } from './permissions';
import { rememberPrincipal } from './principal';
import { BOOTSTRAP_ONLY, ROUTE_PERMISSION, ROUTE_ROLES } from './roles.decorator';

type Refusal = 'missing' | 'malformed' | 'unknown_key' | 'role' | 'scope' | 'closed_route';

/** Closed by default: a route without @Roles or @Public is refused, whoever asks. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly failures;

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.failures = metrics.counter(METRICS.authFailures, 'Requests refused for their credentials', ['reason']);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const places = [context.getHandler(), context.getClass()];
    // Internal routes have their own wall: the token of another service.
    if (isInternalPath(pathOf(request))) return true;
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, places) === true) return true;
    const identity = await this.identify(request);
    const refusal = this.refusalOf(identity, places);
    if (refusal !== undefined) throw this.refuse(refusal);
    rememberPrincipal(request, { ...identity, correlationId: correlationIdOf(request) });
    return true;
  }

  private refusalOf(identity: Identity, places: Parameters<Reflector['getAllAndOverride']>[1]) {
    const allowed = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROUTE_ROLES, places);
    if (allowed === undefined) return 'closed_route';
    const narrowed = this.reflector.getAllAndOverride<boolean | undefined>(BOOTSTRAP_ONLY, places) === true;
    if (!mayEnter(identity.role, allowed) || (narrowed && !identity.isBootstrap)) return 'role';
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(ROUTE_PERMISSION, places);
    return isInScope(identity, permission) ? undefined : 'scope';
  }

  private async identify(request: Request): Promise<Identity> {
    const header = request.headers.authorization;
    if (header === undefined) throw this.refuse('missing');
    const token = bearerTokenOf(header);
    if (token === undefined) throw this.refuse('malformed');
    const identity = await this.authenticator.identify(token);
    if (identity === undefined) throw this.refuse('unknown_key');
    return identity;
  }

  private refuse(reason: Refusal): ProblemException {
    this.failures.inc({ reason });
    return new ProblemException(...PROBLEMS[reason]);
  }
}

const HOW = 'Send a valid API key or access token as "Authorization: Bearer <it>".';
const PROBLEMS: Readonly<Record<Refusal, readonly [status: number, code: string, detail: string]>> = {
  missing: [401, 'AUTH_MISSING', HOW],
  malformed: [401, 'AUTH_INVALID', HOW],
  unknown_key: [401, 'AUTH_INVALID', HOW],
  role: [403, 'FORBIDDEN', 'The role of this key does not allow it.'],
  scope: [403, 'FORBIDDEN', 'The scopes of this key do not allow it.'],
  closed_route: [403, 'FORBIDDEN', 'The role of this key does not allow it.'],
};
