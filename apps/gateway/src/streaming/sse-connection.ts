import type { ServerResponse } from 'node:http';
import type { EventReader, StreamEvent } from './event-source';

const RETRY_MS = 2000;
/** A tenant's newest facts may wait for an older transaction: look again soon after a wake-up that showed nothing. */
const SECOND_LOOK_MS = 100;

const MOST_PASSING = 100;

/** An event that cannot be heard again. */
export type PassingEvent = Omit<StreamEvent, 'id'>;

export interface SseLimits {
  readonly heartbeatMs: number;
  readonly maxAgeMs: number;
  /** A reader that takes nothing for this long is dropped. */
  readonly drainMs: number;
}

/**
 * Writes events to one reader at the reader's own pace: the next ones are read only when the last ones were taken, so a
 * slow reader costs no memory.
 */
export class SseConnection {
  private closed = false;
  private awake = false;
  /** What is worth seeing only now; a newer one of the same subject takes its place. */
  private readonly passing = new Map<string, PassingEvent>();
  private rouse: (() => void) | undefined;
  private writtenAt = performance.now();

  constructor(
    private readonly response: ServerResponse,
    private readonly reader: EventReader,
    private readonly limits: SseLimits,
  ) {
    response.once('close', () => this.close());
  }

  /** Something may have happened. */
  readonly wake = (): void => {
    this.awake = true;
    this.rouse?.();
  };

  /** Shows something that is not kept: without an id, and left out when the reader is slower than it changes. */
  show(subject: string, event: PassingEvent): void {
    this.passing.delete(subject);
    this.passing.set(subject, event);
    const [oldest] = this.passing.keys();
    if (this.passing.size > MOST_PASSING && oldest !== undefined) this.passing.delete(oldest);
    this.rouse?.();
  }

  /** Ends when the reader goes, is too slow or old, or the service stops. */
  async run(): Promise<void> {
    this.begin();
    const ageing = setTimeout(() => this.close(), this.limits.maxAgeMs);
    try {
      while (!this.closed) await this.pass();
    } finally {
      clearTimeout(ageing);
      this.close();
    }
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.rouse?.();
    this.response.end();
  }

  private begin(): void {
    this.response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    this.response.write(`retry: ${RETRY_MS}\n\n`);
  }

  private async pass(): Promise<void> {
    const woken = this.awake;
    this.awake = false;
    const events = await this.reader.next();
    for (const event of events) await this.write(frameOf(event));
    if (events.length > 0) return;
    if (this.passing.size > 0) return this.writePassing();
    await this.sleep(woken ? SECOND_LOOK_MS : this.untilHeartbeat());
    if (this.untilHeartbeat() <= 0) await this.write(': still here\n\n');
  }

  private async writePassing(): Promise<void> {
    const events = [...this.passing.values()];
    this.passing.clear();
    for (const { type, data } of events) await this.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private untilHeartbeat(): number {
    return Math.ceil(this.writtenAt + this.limits.heartbeatMs - performance.now());
  }

  /** Ends when woken or when the time is over. */
  private async sleep(ms: number): Promise<void> {
    if (this.awake || this.closed || this.passing.size > 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.rouse = undefined;
  }

  private async write(frame: string): Promise<void> {
    this.writtenAt = performance.now();
    if (this.closed || this.response.write(frame)) return;
    const drained = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), this.limits.drainMs);
      const taken = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      this.response.once('drain', taken);
      this.response.once('close', taken);
    });
    if (!drained) this.response.destroy();
  }
}

const frameOf = ({ id, type, data }: StreamEvent): string =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
