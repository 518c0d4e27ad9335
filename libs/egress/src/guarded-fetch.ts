import type { LookupFunction } from 'node:net';
import { TerminalError } from '@mesh/kernel';
import type { Agent } from 'undici';
import type { AddressRules } from './address-rules';

export type GuardedFetch = (address: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * A fetch for servers that nobody vouches for: only allowed addresses, checked again for each connection; no redirects;
 * a cap on what is read, before anything parses it. Faults: `..._ADDRESS_REFUSED`, `..._REDIRECT_REFUSED`, `..._TOO_LARGE`.
 */
export class Fetcher {
  private readonly agents = new Map<boolean, Agent>();

  constructor(
    private readonly rules: AddressRules,
    private readonly maxBytes: number,
  ) {}

  /** A fetch for one session, and a promise that rejects with the first fault that it found. */
  open(): { readonly fetch: GuardedFetch; readonly failed: Promise<never> } {
    let fail: (fault: unknown) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => (fail = reject));
    failed.catch(() => undefined);
    const fetch: GuardedFetch = async (address, init) => {
      try {
        return await this.fetch(address, init, fail);
      } catch (error) {
        fail(error);
        throw error;
      }
    };
    return { fetch, failed };
  }

  private async fetch(
    address: string | URL,
    { method = 'GET', headers, body, signal }: RequestInit = {},
    fail: (fault: unknown) => void,
  ): Promise<Response> {
    const url = this.rules.check(String(address));
    const undici = await import('undici');
    const response = await undici.fetch(url, {
      method,
      headers: [...new Headers(headers)],
      redirect: 'manual',
      dispatcher: await this.agentFor(this.rules.isPrivateHost(url)),
      ...(typeof body === 'string' ? { body } : {}),
      ...(signal ? { signal } : {}),
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw this.fault('REDIRECT_REFUSED', 'answered with a redirect', { status: response.status });
    }
    const { status } = response;
    const stream = response.body as ReadableStream<Uint8Array> | null;
    const answer = stream && this.capped(stream, fail);
    return new Response(answer, { status, headers: [...response.headers] });
  }

  async close(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.destroy()));
  }

  private async agentFor(isPrivate: boolean): Promise<Agent> {
    const known = this.agents.get(isPrivate);
    if (known) return known;
    const { Agent: UndiciAgent } = await import('undici');
    const agent = new UndiciAgent({ connect: { lookup: this.lookup(isPrivate) }, keepAliveTimeout: 1_000 });
    this.agents.set(isPrivate, agent);
    return agent;
  }

  private lookup(isPrivate: boolean): LookupFunction {
    return (host, { all }, callback) => {
      this.rules.addressesOf(host, isPrivate).then(
        (addresses) => {
          const [first] = addresses;
          if (all === true) return callback(null, [...addresses]);
          return callback(first ? null : new Error('no address'), first?.address ?? '', first?.family);
        },
        (error: unknown) => callback(error instanceof Error ? error : new Error('lookup failed'), ''),
      );
    };
  }

  private capped(body: ReadableStream<Uint8Array>, fail: (fault: unknown) => void): ReadableStream<Uint8Array> {
    let bytes = 0;
    const cap = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        bytes += chunk.byteLength;
        if (bytes <= this.maxBytes) return controller.enqueue(chunk);
        const fault = this.fault('TOO_LARGE', 'answered with too much');
        fail(fault);
        throw fault;
      },
    });
    return body.pipeThrough(cap);
  }

  private fault(code: string, what: string, details: Readonly<Record<string, unknown>> = {}): TerminalError {
    const { codes, name } = this.rules.peer;
    return new TerminalError(`${codes}_${code}`, `the ${name} ${what}`, details);
  }
}
