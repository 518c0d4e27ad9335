import { type Clock, codeOf, reasonOf } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { Bell } from '../../webhooks/bells';
import { type DueLane, type Lane, chooseLanes, laneKey } from './choose-lanes';

const LIMITS = { inAll: 32, perTenant: 8 };

/** What is dispatched. */
export interface LaneWork {
  /** The lanes, of all tenants, that something is due in and nobody is at work. */
  due(now: Date): Promise<DueLane[]>;
  /** One batch. */
  execute(lane: Lane): Promise<void>;
  /** Gives back connections. */
  close(): Promise<void>;
  /** Name of the log line that says that a look or a batch has failed. */
  readonly failure: string;
}

export interface LaneTools {
  readonly bell: Bell;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Longest wait in seconds of what is due and nobody sends. */
  readonly oldest: { set(seconds: number): void };
}

interface OpenLane {
  readonly lane: Lane;
  readonly done: Promise<void>;
}

/** Sends to many receivers side by side, each in a lane of its own; the rows are the truth, this only goes after them. */
export abstract class LaneDispatcher implements OnModuleInit, BeforeApplicationShutdown {
  private readonly lanes = new Map<string, OpenLane>();
  private served = new Map<string, number>();
  private turns = 0;
  private looking: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private leaveBell: () => void = () => undefined;

  protected constructor(
    private readonly work: LaneWork,
    private readonly tools: LaneTools,
  ) {}

  onModuleInit(): void {
    this.leaveBell = this.tools.bell.listen(() => this.wake());
  }

  /** What is being sent is waited for, so that it need not be sent again. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.leaveBell();
    await this.looking?.catch(() => undefined);
    await Promise.all([...this.lanes.values()].map(({ done }) => done));
    await this.work.close();
  }

  /** Begins to send what is due, and returns when that is begun. */
  look(): Promise<void> {
    this.again = true;
    this.looking ??= this.rounds().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private wake(): void {
    this.look().catch((error: unknown) => this.complain(error));
  }

  private async rounds(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      const now = this.tools.clock.now();
      const due = await this.work.due(now);
      this.tools.oldest.set(longestWaitSeconds(due, now));
      this.forgetAllBut(due);
      const open = [...this.lanes.values()].map(({ lane }) => lane);
      for (const lane of chooseLanes(due, open, this.served, LIMITS)) this.open(lane);
    }
  }

  /** One batch; whether more is due is then asked again, when others have had their turn. */
  private open(lane: Lane): void {
    const key = laneKey(lane);
    this.served.set(key, (this.turns += 1));
    this.lanes.set(key, { lane, done: this.run(lane, key) });
  }

  private async run(lane: Lane, key: string): Promise<void> {
    try {
      await this.work.execute(lane);
      this.lanes.delete(key);
      this.wake();
    } catch (error) {
      // The next regular look comes back to it.
      this.lanes.delete(key);
      this.complain(error);
    }
  }

  private forgetAllBut(due: readonly Lane[]): void {
    const known = new Set([...due.map(laneKey), ...this.lanes.keys()]);
    this.served = new Map([...this.served].filter(([key]) => known.has(key)));
  }

  private complain(error: unknown): void {
    this.tools.logger.warn(this.work.failure, { code: codeOf(error), reason: reasonOf(error) });
  }
}

const longestWaitSeconds = (due: readonly DueLane[], now: Date): number =>
  Math.max(0, ...due.map(({ since }) => (now.getTime() - since.getTime()) / 1000));
