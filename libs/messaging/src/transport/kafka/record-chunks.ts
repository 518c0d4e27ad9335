import type { OutgoingRecord } from './cloud-events';

/** A record and the topic it goes to. */
export interface TopicRecord {
  readonly topic: string;
  readonly record: OutgoingRecord;
}

/** Key, lengths and the head of a batch. */
const OVERHEAD_BYTES = 400;

/** Bytes of a record on the wire, a little more than in truth. */
export function sizeOf({ record }: TopicRecord): number {
  const headers = Object.entries(record.headers).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return Buffer.byteLength(record.value) + headers + OVERHEAD_BYTES;
}

/** Cuts a batch, in order, into pieces that a broker takes at once. A record that is larger by itself goes alone. */
export function chunksOf(records: readonly TopicRecord[], mostBytes: number): TopicRecord[][] {
  const chunks: TopicRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const size = sizeOf(record);
    if (bytes + size > mostBytes) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)?.push(record);
    bytes += size;
  }
  return chunks;
}

/** Records by topic, in order within each. */
export function byTopic(records: readonly TopicRecord[]): { topic: string; messages: OutgoingRecord[] }[] {
  const topics = new Map<string, OutgoingRecord[]>();
  for (const { topic, record } of records) {
    const messages = topics.get(topic);
    if (messages) messages.push(record);
    else topics.set(topic, [record]);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}
