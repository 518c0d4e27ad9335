import type { Conversation, ConversationMessage } from '@mesh/contracts';
import { withoutSalutations } from '@mesh/memory';
import { analyze, maskPii, questionText } from '@mesh/text';

/** Long mails repeat themselves; the matter stands at the beginning. */
const LONGEST = 4_000;
/** A follow-up with fewer words of its own is understood only together with what was asked before. */
const ENOUGH_WORDS = 3;
const QUOTED_LINE = /^\s*>.*$/gm;

/**
 * The question of a ticket in the customer's words: subject and what they wrote since the last answer, without
 * salutations, swearing, quoted lines, personal identifiers and whatever tries to steer the machine.
 */
export function questionOf({ subject, messages }: Conversation): string {
  const asked = [questionText(subject ?? ''), ...newestOfCustomer(messages).map(matter)]
    .filter((text) => text !== '')
    .join('\n');
  return (contentWords(asked) >= ENOUGH_WORDS ? asked : [asked, ...earlier(messages).map(matter)].join('\n')).slice(
    0,
    LONGEST,
  );
}

function newestOfCustomer(messages: readonly ConversationMessage[]): readonly ConversationMessage[] {
  const lastAnswer = messages.findLastIndex((message) => message.author !== 'customer');
  const after = messages.slice(lastAnswer + 1);
  return after.length > 0 ? after : messages.filter((message) => message.author === 'customer').slice(-1);
}

function earlier(messages: readonly ConversationMessage[]): readonly ConversationMessage[] {
  const lastAnswer = messages.findLastIndex((message) => message.author !== 'customer');
  return messages
    .slice(0, Math.max(0, lastAnswer))
    .filter((message) => message.author === 'customer')
    .slice(-1);
}

const matter = ({ body }: ConversationMessage): string =>
  maskPii(questionText(withoutSalutations(body.replace(QUOTED_LINE, '')).slice(0, LONGEST)))
    .text.replace(/\[[A-Z]{2,12}\]/g, ' ')
    .trim();

const contentWords = (text: string): number => analyze(text).filter((term) => term.kind === 'content').length;
