import type { Admin } from 'kafkajs';
import type { Progress } from './supervision';

/** How far a group has come, and what lies there by topic. */
export interface MeasuredProgress extends Progress {
  readonly lagByTopic: ReadonlyMap<string, number>;
}

/** Partitions by topic. */
export type Assignment = Readonly<Record<string, readonly number[]>>;

/** Asks the brokers, past the consumer, how far the group has come. */
export class LagProbe {
  private connected: Promise<void> | undefined;

  constructor(
    private readonly admin: Pick<Admin, 'connect' | 'disconnect' | 'fetchOffsets' | 'fetchTopicOffsets'>,
    private readonly groupId: string,
  ) {}

  async measure(assignment: Assignment): Promise<MeasuredProgress> {
    this.connected ??= this.admin.connect();
    try {
      await this.connected;
      const entries = Object.entries(assignment);
      const topics = await Promise.all(entries.map((entry) => this.measureTopic(...entry)));
      return {
        lag: topics.reduce((sum, { lag }) => sum + lag, 0),
        committed: topics.reduce((sum, { committed }) => sum + committed, 0),
        lagByTopic: new Map(entries.map(([topic], index) => [topic, topics[index]?.lag ?? 0])),
      };
    } catch (error) {
      this.connected = undefined;
      throw error;
    }
  }

  close(): Promise<void> {
    return this.connected ? this.admin.disconnect() : Promise.resolve();
  }

  private async measureTopic(topic: string, partitions: readonly number[]): Promise<Progress> {
    const [ends, [group]] = await Promise.all([
      this.admin.fetchTopicOffsets(topic),
      this.admin.fetchOffsets({ groupId: this.groupId, topics: [topic] }),
    ]);
    const committedOf = new Map(group?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    let lag = 0;
    let committed = 0;
    for (const { partition, high, low } of ends.filter((end) => partitions.includes(end.partition))) {
      const position = Math.max(committedOf.get(partition) ?? -1, Number(low));
      lag += Math.max(0, Number(high) - position);
      committed += position;
    }
    return { lag, committed };
  }
}
