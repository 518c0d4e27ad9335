import type { ServerResponse } from 'node:http';

/** Proxies end connections that are silent for longer. */
const HEARTBEAT_MS = 10_000;

/** Server-sent events of one response. */
export class TrialEvents {
  static readonly TYPE = 'text/event-stream';
  static readonly HEADERS = {
    'content-type': `${TrialEvents.TYPE}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  };
  private isFull = false;
  private readonly heartbeat: NodeJS.Timeout;

  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, TrialEvents.HEADERS);
    response.on('drain', () => (this.isFull = false));
    this.heartbeat = setInterval(() => this.write(': still at work\n\n'), HEARTBEAT_MS).unref();
    response.once('close', () => clearInterval(this.heartbeat));
  }

  static frame(type: string, data: unknown): string {
    return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
  }

  send(type: string, data: unknown): void {
    this.write(TrialEvents.frame(type, data));
  }

  /** For what a later one replaces: left out while the reader is slower than it changes. */
  show(type: string, data: unknown): void {
    if (!this.isFull) this.send(type, data);
  }

  end(): void {
    clearInterval(this.heartbeat);
    this.response.end();
  }

  private write(frame: string): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    this.isFull = !this.response.write(frame);
  }
}
