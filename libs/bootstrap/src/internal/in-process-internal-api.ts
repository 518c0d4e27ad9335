import { text } from 'node:stream/consumers';
import type { ServiceName } from '@mesh/contracts';
import { reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import inject, { type Response as Injected } from 'light-my-request';
import { ProblemException } from '../problems/problem-exception';
import { markSurface } from '../http/surface';
import type { ServiceHandler, ServiceRegistry } from '../service/service-registry';
import {
  InternalApi,
  type InternalRequest,
  type InternalResponse,
  type InternalStreamRequest,
} from './internal-api.port';
import { DEFAULT_TIMEOUT_MS, type RawAnswer, ownerUnavailable, readAnswer, targetOf } from './internal-exchange';
import type { InternalTokens } from './internal-tokens';

/** The owner runs in this process: the same routes and the same token, without a socket. */
export class InProcessInternalApi extends InternalApi {
  constructor(
    private readonly services: ServiceRegistry,
    private readonly tokens: InternalTokens,
    private readonly logger: Logger,
  ) {
    super();
  }

  async call(service: ServiceName, request: InternalRequest): Promise<InternalResponse> {
    const signal = AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const answer = await this.reach(service, async () => {
      const response = await this.inject(service, request, { signal });
      return rawAnswer(response, response.payload);
    });
    return readAnswer(service, answer);
  }

  async stream(service: ServiceName, request: InternalStreamRequest): Promise<AsyncIterable<Uint8Array>> {
    const { accept } = request;
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS)]);
    const response = await this.reach(service, () =>
      this.inject(service, request, { signal, accept, payloadAsStream: true }),
    );
    const body = response.stream();
    if (response.statusCode < 300) return body;
    readAnswer(service, rawAnswer(response, await this.reach(service, () => text(body))));
    return body;
  }

  private async inject(
    service: ServiceName,
    request: InternalRequest,
    { accept, ...how }: { readonly signal: AbortSignal; readonly accept?: string; readonly payloadAsStream?: boolean },
  ): Promise<Injected> {
    const handler = this.services.handlerOf(service);
    if (handler === undefined) throw ownerUnavailable(service);
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers = {
      authorization: `Bearer ${await this.tokens.sign(request.caller, service)}`,
      'x-correlation-id': request.caller.correlationId,
      ...(accept === undefined ? {} : { accept }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    return inject(throughManagement(handler, how.signal), {
      method: request.method,
      url: targetOf(request),
      headers,
      ...how,
      ...(body === undefined ? {} : { payload: body }),
    });
  }

  private async reach<T>(service: ServiceName, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ProblemException) throw error;
      this.logger.warn('internal.unavailable', { owner: service, reason: reasonOf(error) });
      throw ownerUnavailable(service);
    }
  }
}

const rawAnswer = ({ statusCode: status, headers }: Injected, body: string): RawAnswer => ({
  status,
  contentType: headers['content-type']?.toString(),
  text: body,
});

const COLLECTING = ['write', 'end', 'writeHead', 'destroy', 'addTrailers'] as const;

/**
 * The framework replaces the prototypes of what it is given, and with them the methods that collect the answer; as
 * members of the object they stay.
 */
const throughManagement =
  (handler: ServiceHandler, signal: AbortSignal): ServiceHandler =>
  (request, response) => {
    for (const name of COLLECTING) {
      Object.defineProperty(response, name, {
        value: Reflect.get(response, name) as unknown,
        writable: true,
        configurable: true,
      });
    }
    // Nobody else tells the owner that its caller has left: there is no connection that could close.
    signal.addEventListener('abort', () => response.destroy(), { once: true });
    markSurface(request, 'management');
    handler(request, response);
  };
