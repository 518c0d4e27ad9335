/** The next offset to read per partition, by topic. */
export type Positions = ReadonlyMap<string, ReadonlyMap<number, bigint>>;

/** What identifies a record that lies on a topic. */
export interface RecordId {
  readonly tenantId: string;
  readonly id: string;
}

/** Reads what lies on topics, past every consumer group, without moving any of them. */
export abstract class TopicReader {
  /**
   * Oldest and next offset of each partition, and the first one that was written at `since` or later (the next one where
   * there is none).
   * @param since milliseconds since the epoch, by the clocks of those who wrote
   * @throws RetryableError when the brokers do not answer
   */
  abstract reach(topics: readonly string[], since: number): Promise<Reach>;
  /**
   * Tells of the records from these positions up to what is there now; ends early when `seen` answers that it has enough.
   * A position whose record is gone begins at the oldest that is left. @throws RetryableError when it cannot be finished
   */
  abstract read(from: Positions, seen: (ids: readonly RecordId[]) => 'more' | 'enough'): Promise<void>;
}

export interface Reach {
  readonly oldest: Positions;
  readonly since: Positions;
  readonly next: Positions;
}
