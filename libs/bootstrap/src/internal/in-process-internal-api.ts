import type { ServiceName } from '@mesh/contracts';
import { reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import inject from 'light-my-request';
import { markSurface } from '../http/surface';
import type { ServiceHandler, ServiceRegistry } from '../service/service-registry';
import { InternalApi, type InternalRequest, type InternalResponse } from './internal-api.port';
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
    const handler = this.services.handlerOf(service);
    if (handler === undefined) throw ownerUnavailable(service);
    const headers = {
      authorization: `Bearer ${await this.tokens.sign(request.caller, service)}`,
      'x-correlation-id': request.caller.correlationId,
    };
    return readAnswer(service, await this.exchange(service, handler, request, headers));
  }

  private async exchange(
    service: ServiceName,
    handler: ServiceHandler,
    request: InternalRequest,
    headers: Record<string, string>,
  ): Promise<RawAnswer> {
    try {
      const body = request.body === undefined ? undefined : JSON.stringify(request.body);
      const response = await inject(throughManagement(handler), {
        method: request.method,
        url: targetOf(request),
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS),
        ...(body === undefined ? {} : { payload: body }),
      });
      const contentType = response.headers['content-type']?.toString();
      return { status: response.statusCode, contentType, text: response.payload };
    } catch (error) {
      this.logger.warn('internal.unavailable', { owner: service, reason: reasonOf(error) });
      throw ownerUnavailable(service);
    }
  }
}

const COLLECTING = ['write', 'end', 'writeHead', 'destroy', 'addTrailers'] as const;

/**
 * The framework replaces the prototypes of what it is given, and with them the methods that collect the answer; as
 * members of the object they stay.
 */
const throughManagement =
  (handler: ServiceHandler): ServiceHandler =>
  (request, response) => {
    for (const name of COLLECTING) {
      Object.defineProperty(response, name, {
        value: Reflect.get(response, name) as unknown,
        writable: true,
        configurable: true,
      });
    }
    markSurface(request, 'management');
    handler(request, response);
  };
