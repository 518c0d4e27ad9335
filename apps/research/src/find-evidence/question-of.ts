import type { Conversation, ConversationMessage } from '@mesh/contracts';
import { withoutSalutations } from '@mesh/memory';
import { type PiiType, analyze, detectPii, questionText } from '@mesh/text';

/** Long mails repeat themselves; the matter stands at the beginning. */
const LONGEST = 4_000;
/** A follow-up with fewer words of its own is understood only together with what was asked before. */
const ENOUGH_WORDS = 3;
const NOT_PERSONAL: ReadonlySet<PiiType> = new Set(['IP', 'BIC']);
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
  withoutIdentifiers(questionText(withoutSalutations(body.replace(QUOTED_LINE, '')).slice(0, LONGEST))).trim();

/** Versions look like network addresses and the numbers of advisories like telephones, but are what is asked about. */
function withoutIdentifiers(text: string): string {
  return detectPii(text)
    .filter(({ type, start }) => !NOT_PERSONAL.has(type) && !/[\p{L}\p{N}][-_./]$/u.test(text.slice(0, start)))
    .sort((left, right) => right.start - left.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text);
}

const contentWords = (text: string): number => analyze(text).filter((term) => term.kind === 'content').length;
