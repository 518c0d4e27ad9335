import type { ConfigOf } from '@mesh/config';
import type { ServiceName } from '@mesh/contracts';
import { reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import { InternalApi, type InternalRequest, type InternalResponse } from './internal-api.port';
import { DEFAULT_TIMEOUT_MS, type RawAnswer, ownerUnavailable, readAnswer, targetOf } from './internal-exchange';
import type { InternalTokens } from './internal-tokens';
import type { InternalConfig } from './internal.config';

type Addresses = ConfigOf<typeof InternalConfig>;

/** The owner is another process: its management listener is called. */
export class HttpInternalApi extends InternalApi {
  constructor(
    private readonly addresses: Addresses,
    private readonly tokens: InternalTokens,
    private readonly logger: Logger,
  ) {
    super();
  }

  async call(service: ServiceName, request: InternalRequest): Promise<InternalResponse> {
    const headers = {
      authorization: `Bearer ${await this.tokens.sign(request.caller, service)}`,
      'x-correlation-id': request.caller.correlationId,
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    return readAnswer(service, await this.exchange(service, request, headers));
  }

  private async exchange(
    service: ServiceName,
    request: InternalRequest,
    headers: Record<string, string>,
  ): Promise<RawAnswer> {
    try {
      const response = await fetch(new URL(targetOf(request), this.addresses[addressName(service)]), {
        method: request.method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS),
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      });
      const contentType = response.headers.get('content-type') ?? undefined;
      return { status: response.status, contentType, text: await response.text() };
    } catch (error) {
      this.logger.warn('internal.unavailable', { owner: service, reason: reasonOf(error) });
      throw ownerUnavailable(service);
    }
  }
}

const addressName = (service: ServiceName) => `${service.toUpperCase() as Uppercase<ServiceName>}_URL` as const;
