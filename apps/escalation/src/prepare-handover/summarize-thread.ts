import { type Conversation, type ConversationMessage } from '@mesh/contracts';
import { maskPii, splitSentences } from '@mesh/text';

const MAX_QUOTE = 500;

/** Who writes, through which channel, and how long it has been going on. */
export function whoWrites({ customer, channel, messages, omitted }: Conversation): string {
  const own = messages.filter(({ author }) => author === 'customer').length;
  const tier = customer.tier ? ` (${oneLine(customer.tier, 40)})` : '';
  const count =
    own === 1 && omitted === 0 ? 'one message' : `${own + omitted > own ? 'more than ' : ''}${own} messages`;
  return `${oneLine(customer.name ?? 'The customer', 80)}${tier} wrote ${count} by ${channel.replace('_', ' ')}.`;
}

/** The subject and the sentences of the newest customer message that ask something, with identifiers masked. */
export function whatIsAsked({ subject, messages }: Conversation): string {
  const newest = newestOfCustomer(messages);
  const about = subject ? `Subject: "${quoted(subject)}". ` : '';
  if (!newest?.body.trim()) return `${about}The newest message is empty.`;
  return `${about}They say: "${quoted(essence(newest.body))}"`;
}

/** What the customer wrote last in an earlier ticket on this channel, where that is known. */
export function whatWasBefore({ earlier = [] }: Conversation): string | undefined {
  const last = newestOfCustomer(earlier);
  return last && `Lately they also wrote: "${quoted(essence(last.body))}"`;
}

function newestOfCustomer(messages: readonly ConversationMessage[]): ConversationMessage | undefined {
  return messages.findLast(({ author }) => author === 'customer');
}

function essence(body: string): string {
  const sentences = splitSentences(body).map(({ text }) => text);
  const questions = sentences.filter((text) => text.endsWith('?'));
  const chosen = questions.length > 0 ? [...sentences.slice(0, 1), ...questions] : sentences.slice(0, 3);
  return [...new Set(chosen)].join(' ') || body;
}

const quoted = (text: string): string => oneLine(maskPii(text).text, MAX_QUOTE);

/** One line of at most that many characters, cut between code points. */
export function oneLine(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${[...line.slice(0, limit)].slice(0, -1).join('')}…`;
}
