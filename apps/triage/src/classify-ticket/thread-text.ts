import type { Conversation } from '@mesh/contracts';

/** The texts of a thread by what they are good for. */
export interface ThreadText {
  /** What the customer wrote last; with the subject if it is the first message. */
  readonly newest: string;
  /** Everything that the customer wrote, newest first, after the subject. */
  readonly whole: string;
  readonly customerMessages: number;
}

export function threadText({ subject, messages, omitted }: Conversation): ThreadText {
  const own = messages.filter(({ author }) => author === 'customer').map(({ body }) => body);
  const newest = own.at(-1) ?? '';
  const isFirst = own.length <= 1 && omitted === 0;
  return {
    newest: isFirst ? joined(subject, newest) : newest,
    whole: joined(subject, ...own.reverse()),
    customerMessages: own.length,
  };
}

const joined = (...parts: (string | undefined)[]): string => parts.filter((part) => part?.trim()).join('\n');
