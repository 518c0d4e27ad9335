import type { Conversation } from '@mesh/contracts';
import type { DataBlock } from '@mesh/llm';
import { withoutSteering } from '@mesh/text';

/**
 * A conversation as data for a model: subject and texts, nothing about who the customer is. Sentences that try to steer
 * a machine are left out; the flag says that they were there.
 */
export const threadData = ({ subject, messages }: Conversation): DataBlock[] => [
  ...(subject === undefined ? [] : [{ name: 'subject', value: withoutSteering(subject) }]),
  {
    name: 'thread',
    value: messages.map(({ author, body }) => ({ author, text: author === 'customer' ? withoutSteering(body) : body })),
    shorten: 'oldest_first',
  },
];
