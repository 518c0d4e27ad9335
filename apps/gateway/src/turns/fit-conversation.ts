import type { ConversationMessage } from '@mesh/contracts';

export const CONVERSATION_BYTES = 32_768;

export interface FittedConversation {
  readonly messages: ConversationMessage[];
  readonly omitted: number;
}

/**
 * Keeps the newest messages whose bodies fit in the size together with what is `reserved` (the subject). The newest
 * message stays whole, however long it is.
 */
export function fitConversation(
  thread: readonly ConversationMessage[],
  reserved = 0,
  maxBytes = CONVERSATION_BYTES,
): FittedConversation {
  let first = thread.length - 1;
  let bytes = reserved + sizeOf(thread[first]);
  while (first > 0 && bytes + sizeOf(thread[first - 1]) <= maxBytes) {
    first -= 1;
    bytes += sizeOf(thread[first]);
  }
  return { messages: thread.slice(Math.max(first, 0)), omitted: Math.max(first, 0) };
}

const sizeOf = (message: ConversationMessage | undefined): number => Buffer.byteLength(message?.body ?? '');
