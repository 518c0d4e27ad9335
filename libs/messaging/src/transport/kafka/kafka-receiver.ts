import { RetryableError, codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { Loop } from '../../work/loop';
import type { ConsumerLife } from './consumer-life';
import type { ConsumerMetrics } from './consumer-metrics';
import { shouldPause } from './intake';
import type { IntakeLimits, SupervisionLimits } from './kafka-options';
import type { LagProbe, MeasuredProgress } from './lag-probe';
import { Standstill, judge } from './supervision';
import { within } from './within';

export interface ReceiverParts {
  readonly newLife: (crashed: (error: Error) => void) => ConsumerLife;
  readonly probe: LagProbe;
  /** How many inbox rows wait, counted no further than the given number. */
  readonly waiting: (most: number) => Promise<number>;
  /** Ends the process: it could not consume for too long. */
  readonly fatal: (error: Error) => void;
  readonly logger: Logger;
  readonly metrics: ConsumerMetrics;
}

export interface ReceiverLimits {
  readonly intake: IntakeLimits;
  readonly supervision: SupervisionLimits;
  readonly stopDeadlineMs: number;
}

/**
 * Keeps one consumer at work: starts it, replaces it when it ends or stands still, pauses it while the inbox is full.
 * As a strategy of Nest it can be given to `connectMicroservice`; messages go to the inbox, not to `@EventPattern`.
 */
export class KafkaReceiver extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('kafka-inbox');
  private readonly loop: Loop;
  private readonly standstill = new Standstill();
  private life: ConsumerLife | undefined;
  private consumedAt = performance.now();
  private closing = false;
  private probedAt = 0;
  private excusedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly parts: ReceiverParts,
    private readonly limits: ReceiverLimits,
  ) {
    super();
    this.loop = new Loop(
      () => this.look(),
      limits.supervision.lookEveryMs,
      (error) => this.warn('kafka_receiver_troubled', error),
    );
  }

  /** Begins at once and goes on trying; messages come when the brokers are there. */
  listen(callback: () => void): void {
    this.consumedAt = performance.now();
    this.loop.start();
    callback();
  }

  /** Takes nothing more in, finishes the batch in hand and leaves the group, or gives that up at the deadline. */
  async close(): Promise<void> {
    this.closing = true;
    await within(this.limits.stopDeadlineMs, this.endAll(), tooLong).catch((error: unknown) =>
      this.warn('kafka_receiver_not_closed', error),
    );
  }

  get paused(): boolean {
    return this.life?.paused ?? false;
  }

  /** The database is away: nothing can move, and that is not the consumer's fault. */
  excuse(): void {
    this.excusedAt = performance.now();
    this.life?.alive();
  }

  /** @throws RetryableError `KAFKA_NOT_JOINED` while no consumer is at work */
  checkHealth(): Promise<void> {
    const { life } = this;
    const silentMs = performance.now() - (life?.aliveAt ?? 0);
    const works = life?.assignment && !life.hasCrashed && silentMs < this.limits.supervision.standstillMs;
    return works ? Promise.resolve() : Promise.reject(new RetryableError('KAFKA_NOT_JOINED', 'no consumer at work'));
  }

  /**
   * Brokers that are away are no reason, nor is a standstill that a new consumer may still end.
   * @throws RetryableError `KAFKA_STANDS_STILL` or `KAFKA_NOT_CONSUMING` when only a fresh process can help
   */
  checkAlive(): void {
    const { standstillMs, probeEveryMs } = this.limits.supervision;
    if (this.closing) return;
    if (this.standstill.lastedMs(performance.now(), 3 * probeEveryMs) > 2 * standstillMs) {
      throw new RetryableError('KAFKA_STANDS_STILL', 'messages lie there and nothing moves');
    }
    if (this.verdict() === 'end') {
      throw new RetryableError('KAFKA_NOT_CONSUMING', 'no message could be consumed for too long');
    }
  }

  on(): never {
    throw new RetryableError('NOT_SUPPORTED', 'this strategy has no events of its own');
  }

  unwrap<T>(): T {
    return this.life as T;
  }

  private async look(): Promise<boolean> {
    const verdict = this.verdict();
    if (verdict !== 'keep') this.parts.metrics.ended(verdict === 'replace');
    if (verdict === 'end') {
      this.parts.fatal(new RetryableError('KAFKA_NOT_CONSUMING', 'no message could be consumed for too long'));
      return false;
    }
    if (verdict === 'replace') await this.endLife();
    if (this.closing) return false;
    if (!this.life) await this.beginLife();
    await this.adjustIntake();
    await this.probeNowAndThen();
    return false;
  }

  private verdict() {
    const { life, standstill } = this;
    const now = performance.now();
    this.consumedAt = standstill.since ?? Math.max(this.consumedAt, life?.assignment ? life.aliveAt : 0);
    if (!life) return now - this.consumedAt > this.limits.supervision.giveUpMs ? 'end' : 'keep';
    const { hasCrashed: crashed, aliveAt, startedAt } = life;
    const stuckSince = standstill.since === undefined ? undefined : Math.max(standstill.since, startedAt);
    return judge({ now, crashed, aliveAt, stuckSince, consumedAt: this.consumedAt }, this.limits.supervision);
  }

  private async beginLife(): Promise<void> {
    const life = this.parts.newLife((error) => {
      this.warn('kafka_consumer_crashed', error);
      this.loop.poke();
    });
    this.life = life;
    try {
      await within(this.limits.supervision.standstillMs, life.start(), tooLong);
    } catch (error) {
      await this.endLife();
      throw error;
    }
    if (life.hasCrashed) return;
    this.parts.logger.info('kafka_consumer_joined', { took_ms: Math.round(performance.now() - life.startedAt) });
  }

  private async endAll(): Promise<void> {
    await Promise.all([this.loop.stop(), this.endLife()]);
    // The last look may have begun another one.
    await this.endLife();
    await this.parts.probe.close();
  }

  /** One that does not end in time is left to itself: it has lost its partitions, and duplicates are refused. */
  private async endLife(): Promise<void> {
    const { life } = this;
    this.life = undefined;
    if (!life) return;
    await within(this.limits.stopDeadlineMs, life.stop(), tooLong).catch((error: unknown) =>
      this.warn('kafka_consumer_not_stopped', error),
    );
  }

  private async adjustIntake(): Promise<void> {
    const { life } = this;
    if (!life?.assignment) return;
    const { intake } = this.limits;
    const paused = shouldPause(life.paused, await this.parts.waiting(intake.pauseAbove + 1), intake);
    if (paused !== life.paused) this.parts.logger.info(paused ? 'kafka_intake_paused' : 'kafka_intake_resumed');
    life.setPaused(paused);
  }

  private async probeNowAndThen(): Promise<void> {
    const { life } = this;
    const now = performance.now();
    const { probeEveryMs } = this.limits.supervision;
    if (!life?.assignment || life.hasCrashed || now - this.probedAt < probeEveryMs) return;
    this.probedAt = now;
    const progress = await this.parts.probe.measure(life.assignment);
    this.report(progress);
    this.standstill.observe(now, progress, life.paused || now - this.excusedAt < probeEveryMs);
  }

  private report({ lag, lagByTopic }: MeasuredProgress): void {
    const { metrics } = this.parts;
    metrics.forgetLag();
    for (const [topic, messages] of lagByTopic) metrics.lagOf(topic, messages);
    if (lag === 0) metrics.progressed();
  }

  private warn(event: string, error: unknown): void {
    this.parts.logger.warn(event, { code: codeOf(error), reason: reasonOf(error) });
  }
}

const tooLong = (): RetryableError => new RetryableError('KAFKA_TOO_LONG', 'the client did not answer in time');
