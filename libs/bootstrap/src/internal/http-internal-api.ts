import { Readable } from 'node:stream';
import type { ConfigOf } from '@mesh/config';
import type { ServiceName } from '@mesh/contracts';
import { reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import {
  InternalApi,
  type InternalRequest,
  type InternalResponse,
  type InternalStreamRequest,
} from './internal-api.port';
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
    const signal = AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const answer = await this.reach(service, async () => rawAnswer(await this.fetch(service, request, { signal })));
    return readAnswer(service, answer);
  }

  async stream(service: ServiceName, request: InternalStreamRequest): Promise<AsyncIterable<Uint8Array>> {
    const { accept } = request;
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS)]);
    const response = await this.reach(service, () => this.fetch(service, request, { signal, accept }));
    if (!response.ok) readAnswer(service, await this.reach(service, () => rawAnswer(response)));
    return response.body ?? Readable.from([]);
  }

  private async fetch(
    service: ServiceName,
    request: InternalRequest,
    { signal, accept }: { readonly signal: AbortSignal; readonly accept?: string },
  ): Promise<Response> {
    const headers = {
      authorization: `Bearer ${await this.tokens.sign(request.caller, service)}`,
      'x-correlation-id': request.caller.correlationId,
      ...(accept === undefined ? {} : { accept }),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    return fetch(new URL(targetOf(request), this.addresses[addressName(service)]), {
      method: request.method,
      headers,
      redirect: 'error',
      signal,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
  }

  private async reach<T>(service: ServiceName, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn('internal.unavailable', { owner: service, reason: reasonOf(error) });
      throw ownerUnavailable(service);
    }
  }
}

const rawAnswer = async (response: Response): Promise<RawAnswer> => ({
  status: response.status,
  contentType: response.headers.get('content-type') ?? undefined,
  text: await response.text(),
});

const addressName = (service: ServiceName) => `${service.toUpperCase() as Uppercase<ServiceName>}_URL` as const;
