import { type ClientRequest, get } from 'node:http';
import { pause } from '../tools/running-mesh/start-mesh';

export interface CrowdOptions {
  readonly url: string;
  readonly key: string;
  readonly readers: number;
  /** Of the readers; the others follow one ticket each. */
  readonly ofTenant: number;
  /** The ticket that a reader should follow next. */
  readonly ticket: () => string;
}

/** Many readers of event streams, each of which comes back when its stream ends. */
export class StreamCrowd {
  private readonly requests = new Set<ClientRequest>();
  private readonly reading = new Set<ClientRequest>();
  private readonly done: Promise<void>[];
  private over = false;
  /** Answers by status, apart from 200. */
  readonly refused = new Map<number, number>();
  events = 0;
  broken = 0;
  /** The fewest that were connected at a look. */
  fewest = Number.POSITIVE_INFINITY;

  constructor(private readonly options: CrowdOptions) {
    this.done = Array.from({ length: options.readers }, (_, index) => this.read(index < options.ofTenant));
  }

  get connected(): number {
    return this.reading.size;
  }

  look(): void {
    this.fewest = Math.min(this.fewest, this.connected);
  }

  async untilComplete(): Promise<void> {
    while (this.connected < this.options.readers) await pause(50);
  }

  async leave(): Promise<void> {
    this.over = true;
    for (const request of this.requests) request.destroy();
    await Promise.all(this.done);
  }

  private async read(ofTenant: boolean): Promise<void> {
    while (!this.over) {
      await this.connect(ofTenant ? '/v1/stream' : `/v1/tickets/${this.options.ticket()}/stream`);
      if (!this.over && this.refused.size > 0) await pause(1_000);
    }
  }

  /** Resolves when the stream has ended, however it ended. */
  private connect(path: string): Promise<void> {
    return new Promise((resolve) => {
      const headers = { authorization: `Bearer ${this.options.key}` };
      const request = get(this.options.url + path, { headers, agent: false }, (response) => {
        const { statusCode = 0 } = response;
        if (statusCode === 200) this.reading.add(request);
        else this.refused.set(statusCode, (this.refused.get(statusCode) ?? 0) + 1);
        response.setEncoding('utf8').on('data', (text: string) => (this.events += text.split('\nevent: ').length - 1));
        response.on('error', () => undefined);
      });
      this.requests.add(request);
      request.on('error', () => (this.broken += this.over ? 0 : 1));
      request.on('close', () => {
        this.requests.delete(request);
        this.reading.delete(request);
        resolve();
      });
    });
  }
}
