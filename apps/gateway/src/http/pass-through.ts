import { Inject, Injectable } from '@nestjs/common';
import { InternalApi, type InternalRequest, type InternalResponse } from '@mesh/bootstrap';
import type { ServiceName } from '@mesh/contracts';
import type { Response } from 'express';
import type { Principal } from '../identity';

export type PassedRequest = Omit<InternalRequest, 'caller'>;

/** Lets the owner of a resource answer, on behalf of the caller. The owner's problems become ours, 503 when it is away. */
@Injectable()
export class PassThrough {
  constructor(@Inject(InternalApi) private readonly api: InternalApi) {}

  ask(principal: Principal, service: ServiceName, request: PassedRequest): Promise<InternalResponse> {
    const { tenantId, role, actorId, correlationId } = principal;
    return this.api.call(service, { ...request, caller: { tenantId, role, actorId, correlationId } });
  }

  /** Answers with the owner's status, type and body. */
  async answer(
    response: Response,
    principal: Principal,
    service: ServiceName,
    request: PassedRequest,
  ): Promise<unknown> {
    const { status, body, contentType } = await this.ask(principal, service, request);
    response.status(status);
    if (contentType !== undefined && body !== undefined) response.setHeader('content-type', contentType);
    return body;
  }
}
