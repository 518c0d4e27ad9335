import type { Positions, RecordId, TopicReader } from '../transport/topic-reader';
import type { SentMessage } from './pg-sent-messages';

/** The messages that do not lie on their topics from these positions on. */
export async function compare(
  reader: TopicReader,
  from: Positions,
  messages: readonly SentMessage[],
): Promise<SentMessage[]> {
  const open = new Map(messages.map((message) => [keyOf(message), message]));
  const topics = new Set(messages.map(({ topic }) => topic));
  const positions = new Map([...from].filter(([topic]) => topics.has(topic)));
  await reader.read(positions, (ids) => {
    for (const id of ids) open.delete(keyOf(id));
    return open.size === 0 ? 'enough' : 'more';
  });
  return [...open.values()];
}

const keyOf = ({ tenantId, id }: RecordId): string => `${tenantId}/${id}`;
