import { type EventStreams, TrialEvents, problemOf } from '@mesh/bootstrap';
import type { ServiceName } from '@mesh/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { type PassedRequest, PassThrough } from '../http/pass-through';
import type { Principal } from '../identity';

/** Passes on the events of agents that are tried out, at the pace of their readers; nothing of them is kept. */
@Injectable()
export class TrialStreams implements EventStreams {
  private readonly open = new Set<AbortController>();

  constructor(@Inject(PassThrough) private readonly passThrough: PassThrough) {}

  /** Ends at the owner too when the reader leaves. @throws ProblemException before the first event */
  async pass(response: Response, principal: Principal, service: ServiceName, request: PassedRequest): Promise<void> {
    const ending = new AbortController();
    response.once('close', () => ending.abort());
    this.open.add(ending);
    try {
      const accept = TrialEvents.TYPE;
      const pieces = await this.passThrough.stream(principal, service, { ...request, accept, signal: ending.signal });
      response.writeHead(200, TrialEvents.HEADERS);
      await this.write(response, pieces, ending.signal);
    } finally {
      this.open.delete(ending);
    }
  }

  /** A stop does not wait for a model. */
  endStreams(): void {
    for (const ending of this.open) ending.abort();
  }

  private async write(response: Response, pieces: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
    try {
      for await (const piece of pieces) if (!response.write(piece)) await drained(response, signal);
    } catch (error) {
      const { code, detail } = problemOf(error);
      response.write(TrialEvents.frame('error', { code, detail }));
    } finally {
      response.end();
    }
  }
}

const drained = (response: Response, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    response.once('drain', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
