import { METRICS } from '@mesh/observability';
import { readersOf } from '@mesh/messaging';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { type Offsets, RIG_HEADER, type TopicEntry, WORK_TOPICS } from '../rig/broker';
import { livesOf, must, mustHaveLivedOn } from './observe';

const ROUND_MS = 2_000;

/** Every record comes three times: twice on its own partition, once on another, which another replica may read. */
export class DuplicateRecords implements Fault {
  readonly id = 'F18';
  readonly title = 'every record comes three times, two of them at once';
  readonly minSeconds = 12;
  readonly fullSeconds = 90;
  private before: ReadonlyMap<string, number> = new Map();
  private refusedBefore = 0;
  private refused = 0;
  /** Deliveries that some inbox has to refuse. */
  private injected = 0;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    this.refusedBefore = await context.counters.sum(METRICS.eventsDeduplicated);
    let from = await context.broker.ends(WORK_TOPICS);
    const end = Date.now() + context.holdMs;
    do {
      await pause(ROUND_MS);
      from = await this.repeat(context, from);
    } while (Date.now() < end);
  }

  async heal({ mesh, broker }: FaultContext): Promise<void> {
    await mesh.untilReady();
    await broker.untilTakenIn(60_000);
  }

  async evidence(context: FaultContext): Promise<string> {
    this.refused = (await context.counters.sum(METRICS.eventsDeduplicated)) - this.refusedBefore;
    mustHaveLivedOn(context, this.before);
    must(this.injected > 0, 'records to repeat');
    must(this.refused >= this.injected, `${this.injected} refused duplicates (${this.refused} were)`);
    return `${this.injected} duplicates delivered, ${this.refused} refused`;
  }

  private async repeat({ broker }: FaultContext, from: Offsets): Promise<Offsets> {
    const until = await broker.ends(WORK_TOPICS);
    const fresh = (await broker.read(WORK_TOPICS, from)).filter(({ headers }) => headers[RIG_HEADER] === undefined);
    for (const topic of WORK_TOPICS) {
      const ofTopic = fresh.filter((entry) => entry.topic === topic && isBefore(entry, until));
      const partitions = until[topic]?.length ?? 1;
      await broker.send(
        topic,
        ofTopic.flatMap((entry) => [copyOf(entry, 0, partitions), copyOf(entry, 1, partitions)]),
      );
      this.injected += ofTopic.length * 2 * readersOf(topic).length;
    }
    return until;
  }
}

/** The same record once more, `apart` partitions from where it lies. */
export const copyOf = ({ key, value, headers, partition }: TopicEntry, apart = 0, partitions = partition + 1) => ({
  key,
  value,
  headers: { ...headers, [RIG_HEADER]: '1' },
  partition: (partition + apart) % partitions,
});

const isBefore = ({ topic, partition, offset }: TopicEntry, until: Offsets): boolean =>
  until[topic]?.some((end) => end.partition === partition && offset < end.offset) ?? false;
