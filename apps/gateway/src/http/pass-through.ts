import { Inject, Injectable } from '@nestjs/common';
import { InternalApi, type InternalRequest, type InternalResponse, type InternalStreamRequest } from '@mesh/bootstrap';
import type { ServiceName } from '@mesh/contracts';
import type { Response } from 'express';
import type { Principal } from '../identity';

export type PassedRequest = Omit<InternalRequest, 'caller'>;
export type PassedStreamRequest = Omit<InternalStreamRequest, 'caller'>;

/** Lets the owner of a resource answer, on behalf of the caller. The owner's problems become ours, 503 when it is away. */
@Injectable()
export class PassThrough {
  constructor(@Inject(InternalApi) private readonly api: InternalApi) {}

  ask(principal: Principal, service: ServiceName, request: PassedRequest): Promise<InternalResponse> {
    return this.api.call(service, { ...request, caller: callerFor(principal) });
  }

  /** An answer that comes in pieces. */
  stream(principal: Principal, service: ServiceName, request: PassedStreamRequest): Promise<AsyncIterable<Uint8Array>> {
    return this.api.stream(service, { ...request, caller: callerFor(principal) });
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

const callerFor = ({ tenantId, role, actorId, correlationId }: Principal): InternalRequest['caller'] => ({
  tenantId,
  role,
  actorId,
  correlationId,
});
