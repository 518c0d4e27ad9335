import { SERVICES } from '@mesh/contracts';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { livesOf, must, mustHaveLivedOn } from './observe';
import { SlowWork } from './slow-work';

/** Replicas of the service, one after the other. */
const REPLICAS = [6, 2, 5];
const SCALED = 'triage';
const FULL_STAGE_MS = 15_000;
const LEAST_STAGE_MS = 6_000;
const MOST_DOUBLE_STARTS = 0.05;

/**
 * Replicas of one service come and go while its handlers are slow, and strangers join every consumer group, take
 * partitions, handle nothing and leave: every partition goes on, and nothing happens twice.
 */
export class RebalanceStorm implements Fault {
  readonly id = 'F17';
  readonly title = 'a service with 1, 6, 2 and 5 replicas and slow handlers, strangers in every consumer group';
  readonly minSeconds = 50;
  readonly fullSeconds = 300;
  private before: ReadonlyMap<string, number> = new Map();
  private readonly work = new SlowWork(SCALED);
  private readonly ends: (number | string)[] = [];
  private replicas = 0;
  private joined = 0;
  private stages = 0;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    this.replicas = context.mesh.of(SCALED).length;
    const stageMs = Math.max(LEAST_STAGE_MS, Math.min(FULL_STAGE_MS, context.holdMs / (REPLICAS.length + 1)));
    const end = Date.now() + context.holdMs;
    await this.work.find(context);
    do for (const replicas of [this.replicas, ...REPLICAS]) await this.stage(context, replicas, stageMs);
    while (Date.now() < end);
    await this.work.untilDone(context);
  }

  async heal(context: FaultContext): Promise<void> {
    this.ends.push(...(await context.mesh.scale(SCALED, this.replicas)));
    await context.mesh.untilReady();
    await context.broker.untilTakenIn(60_000);
  }

  async evidence(context: FaultContext): Promise<string> {
    must(this.joined > 0, 'a stranger that was given partitions');
    must(
      this.ends.every((end) => end === 0),
      `replicas that end with 0 (${this.ends.join(', ')})`,
    );
    mustHaveLivedOn(context, this.before);
    const { messages, answers, doubleStarts, doubleAnswers } = await this.work.outcome(context);
    must(answers === messages, `an answer to each of ${messages} slow messages (${answers} were)`);
    must(doubleAnswers === 0, `no second answer (${doubleAnswers} were)`);
    must(doubleStarts <= MOST_DOUBLE_STARTS * messages, `few handlers started twice (${doubleStarts} of ${messages})`);
    return (
      `${this.stages} times other replicas, ${this.joined} times a stranger; ${messages} slow messages, ` +
      `some on every partition, each answered once, ${doubleStarts} started twice`
    );
  }

  private async stage(context: FaultContext, replicas: number, forMs: number): Promise<void> {
    const end = Date.now() + forMs;
    const ended = context.mesh.scale(SCALED, replicas);
    this.stages += 1;
    await this.work.add(context);
    const guests = await Promise.all(SERVICES.map((service) => context.broker.joinGroup(service)));
    await pause(2_000);
    const joined = await Promise.all(guests.map((guest) => guest.leave()));
    this.joined += joined.filter(Boolean).length;
    this.ends.push(...(await ended));
    await this.work.mustProgress(context);
    await pause(end - Date.now());
  }
}
