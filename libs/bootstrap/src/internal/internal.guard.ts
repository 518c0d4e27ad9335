import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Request } from 'express';
import { isInternalPath, pathOf } from '../http/surface';
import { statusProblem } from '../problems/problem-of';
import { ServiceIdentity } from '../service/service-identity';
import { callerOf, rememberCaller } from './internal-caller';
import { InternalTokens } from './internal-tokens';

/**
 * Lets in only calls with a token that another service of this mesh signed for this one. What it needs is looked up on
 * use, so that a service's module also stands without the HTTP side around it.
 */
@Injectable()
export class InternalGuard implements CanActivate {
  constructor(@Inject(ModuleRef) private readonly modules: ModuleRef) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    if (callerOf(request) !== undefined) return true;
    const token = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw statusProblem(401);
    const { name } = this.modules.get(ServiceIdentity, { strict: false });
    rememberCaller(request, await this.modules.get(InternalTokens, { strict: false }).verify(token, name));
    return true;
  }
}

/** Runs before every route, so that an internal one is closed even if its controller forgot the guard. */
@Injectable()
export class InternalPathsGuard implements CanActivate {
  constructor(@Inject(InternalGuard) private readonly guard: InternalGuard) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const path = pathOf(context.switchToHttp().getRequest<Request>());
    return isInternalPath(path) ? this.guard.canActivate(context) : true;
  }
}
