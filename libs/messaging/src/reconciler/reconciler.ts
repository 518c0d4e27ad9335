import type { Logger } from '@mesh/observability';
import type { ServiceName } from '@mesh/contracts';
import type { OutboxPressure } from '../outbox/outbox-pressure';
import { writableBy } from '../transport/routes';
import type { Positions, TopicReader } from '../transport/topic-reader';
import { compare } from './compare';
import type { PgSentMessages, SentMessage, Span } from './pg-sent-messages';
import type { ReconcilerMetrics } from './reconciler-metrics';

export interface ReconcilerParts {
  readonly service: ServiceName;
  readonly sent: PgSentMessages;
  readonly pressure: OutboxPressure;
  readonly metrics: ReconcilerMetrics;
  readonly logger: Logger;
  /** Absent where there are no topics: the relay writes into the inboxes themselves. */
  readonly reader?: TopicReader | undefined;
  /** There is something to publish. */
  readonly reopened: () => void;
}

export interface ReconcilerLimits {
  /** How far back a whole comparison reaches; must be shorter than the topics keep anything. */
  readonly windowMs: number;
  /** Younger messages may still be on their way. */
  readonly settleMs: number;
  /** Most messages that wait to be published while more are opened again. */
  readonly mostPending: number;
}

export interface Reconciliation {
  readonly compared: number;
  readonly missing: number;
}

/** Clocks of those who publish may differ from the database's by this much. */
const SKEW_MS = 7_200_000;
/** Longest time between publishing a message and marking it. */
const PUBLISHING_MS = 60_000;
const PAGE = 50_000;
const SLICE = 1_000;
const PAUSE_MS = 200;

/**
 * Compares what the outbox of a service marks as published with what lies on the topics, and has published again what is
 * not there. Ids stay the same, so whoever has a message already refuses it. What is new since the last run is compared
 * each time, by position and not by time; the whole window at the first run, and whenever records were deleted from it.
 */
export class Reconciler {
  private done: Done | undefined;
  private running: Promise<Reconciliation> | undefined;

  constructor(
    private readonly parts: ReconcilerParts,
    private readonly limits: ReconcilerLimits,
  ) {}

  /** One comparison; a second call meanwhile joins the first. @throws RetryableError when a server is away */
  run(): Promise<Reconciliation> {
    this.running ??= this.reconcile().finally(() => (this.running = undefined));
    return this.running;
  }

  /**
   * Publishes everything again that was published since a moment: for a reader that has lost its place or its inbox.
   * @param since milliseconds since the epoch
   * @returns how many messages
   */
  async resendSince(since: number): Promise<number> {
    const span = { from: since, to: await this.parts.sent.now() };
    let count = 0;
    for await (const page of this.pages(span)) count += await this.resend(page);
    this.parts.logger.warn('outbox_resent_on_request', { service: this.parts.service, count });
    return count;
  }

  private async reconcile(): Promise<Reconciliation> {
    const { reader, sent, metrics } = this.parts;
    if (!reader) return { compared: 0, missing: 0 };
    const now = await sent.now();
    const until = now - this.limits.settleMs;
    const window = until - this.limits.windowMs;
    const reach = await reader.reach(this.topics(), window - SKEW_MS);
    const known = this.done && !wasCut(this.done.oldest, reach.oldest, reach.since) ? this.done : undefined;
    const begin = known && lookBefore(known);
    const result = await this.compareSpan(
      reader,
      { from: known?.until ?? window, to: until },
      begin?.next ?? reach.since,
    );
    const looks = known?.looks.filter(({ at }) => at >= (begin?.at ?? 0)) ?? [];
    this.done = { until, oldest: reach.oldest, looks: [...looks, { at: now, next: reach.next }] };
    metrics.reconciled(result.missing);
    return result;
  }

  private async compareSpan(reader: TopicReader, span: Span, from: Positions): Promise<Reconciliation> {
    let [compared, missing] = [0, 0];
    for await (const page of this.pages(span)) {
      const lost = await compare(reader, from, page);
      compared += page.length;
      missing += lost.length;
      if (lost.length > 0) await this.report(lost);
    }
    return { compared, missing };
  }

  private async report(lost: readonly SentMessage[]): Promise<void> {
    const topics = [...new Set(lost.map(({ topic }) => topic))];
    this.parts.logger.error('outbox_not_on_topic', { service: this.parts.service, count: lost.length, topics });
    await this.resend(lost);
  }

  /** In slices, so that what is published for the first time does not have to wait long. */
  private async resend(messages: readonly SentMessage[]): Promise<number> {
    let count = 0;
    for (let at = 0; at < messages.length; at += SLICE) {
      while ((await this.parts.pressure.check()).pending > this.limits.mostPending) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      count += await this.parts.sent.reopen(messages.slice(at, at + SLICE));
      this.parts.reopened();
    }
    this.parts.metrics.resent(count);
    return count;
  }

  private async *pages(span: Span): AsyncGenerator<SentMessage[]> {
    let last: SentMessage | undefined;
    do {
      const page: SentMessage[] = await this.parts.sent.page(span, PAGE, last);
      if (page.length > 0) yield page;
      last = page.length === PAGE ? page.at(-1) : undefined;
    } while (last);
  }

  private topics(): readonly string[] {
    return writableBy(this.parts.service);
  }
}

/** What the last comparison left behind for the next one. */
interface Done {
  readonly until: number;
  readonly oldest: Positions;
  readonly looks: readonly Look[];
}

/** Where the topics ended at a moment. */
interface Look {
  readonly at: number;
  readonly next: Positions;
}

/** Where the topics ended before anything was published that is still to be compared. */
const lookBefore = ({ until, looks }: Done): Look | undefined =>
  [...looks].reverse().find(({ at }) => at < until - PUBLISHING_MS);

/** Whether records of the window were deleted since the last look: the oldest one that is left lies within it. */
function wasCut(before: Positions, oldest: Positions, since: Positions): boolean {
  for (const [topic, partitions] of oldest) {
    for (const [partition, low] of partitions) {
      const moved = low > (before.get(topic)?.get(partition) ?? low);
      if (moved && (since.get(topic)?.get(partition) ?? low) <= low) return true;
    }
  }
  return false;
}
