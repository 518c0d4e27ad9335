import { METRICS, type Metrics } from '@mesh/observability';
import { LateBeats } from './late-beats';

/** A process that was held up for longer is not live until it has run freely for as long. */
const LIMIT_MS = 5_000;
const BEAT_MS = 250;
/** Long enough to be seen by whoever scrapes every quarter of a minute. */
const BEATS_PER_WINDOW = 60;

/** Notices when the one thread of the process was held up, so that nothing else could be done. */
export class EventLoopMonitor {
  private readonly late = new LateBeats(BEAT_MS, BEATS_PER_WINDOW);
  private dueAt: number;
  private heldUpAt = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  private report: (seconds: number) => void = () => undefined;

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly limitMs = LIMIT_MS,
  ) {
    this.dueAt = now() + BEAT_MS;
  }

  /** From the first call on, until the process ends. */
  start(): void {
    if (this.timer) return;
    this.dueAt = this.now() + BEAT_MS;
    this.timer = setInterval(() => this.beat(), BEAT_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Shows the measurements there, from now on. */
  measureFor(metrics: Metrics): void {
    const gauge = metrics.gauge(METRICS.eventLoopDelayP99, 'Time that work waits for the thread, 99th percentile', []);
    this.report = (seconds) => gauge.set(seconds);
    this.start();
  }

  beat(): void {
    this.notice();
    this.late.record(this.now() - this.dueAt);
    this.dueAt = this.now() + BEAT_MS;
    this.report(this.late.p99Ms / 1000);
  }

  /** False while the thread is held up, as far as that can be said by it, and for a while after. */
  get responsive(): boolean {
    this.notice();
    return this.now() - this.heldUpAt > this.limitMs;
  }

  private notice(): void {
    if (this.timer && this.now() - this.dueAt > this.limitMs) this.heldUpAt = this.now();
  }
}

/** The one of this process. */
export const processEventLoop = new EventLoopMonitor();
