import type { ConversationMessage } from '@mesh/contracts';

/** What was said before gives a direction, no more: the thread itself comes first. */
export const EARLIER_BYTES = 4_096;
const MOST_MESSAGES = 10;

/** The newest messages of a session that are not of the thread and fit in the size, oldest first. */
export function fitEarlier(
  session: readonly ConversationMessage[],
  thread: readonly Pick<ConversationMessage, 'messageId'>[],
  maxBytes = EARLIER_BYTES,
): ConversationMessage[] {
  const own = new Set(thread.map(({ messageId }) => messageId));
  const fitted: ConversationMessage[] = [];
  let bytes = 0;
  for (const message of [...session].reverse()) {
    if (own.has(message.messageId)) continue;
    bytes += Buffer.byteLength(message.body);
    if (bytes > maxBytes || fitted.length === MOST_MESSAGES) break;
    fitted.unshift(message);
  }
  return fitted;
}
