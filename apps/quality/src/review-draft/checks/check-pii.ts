import { type PiiSpan, detectPii } from '@mesh/text';
import { type Check, firstObjection, objection, passed, type ReviewSubject } from '../review-subject';

/** Not to be repeated even to the person who wrote them. */
const SECRETS: ReadonlySet<PiiSpan['type']> = new Set(['CARD', 'SSN', 'IBAN']);

/** Personal data only where a released document contains it or this customer wrote it. */
export const checkPii: Check = (subject) => {
  const spans = detectPii(subject.draft.body);
  if (spans.length === 0) return passed('pii');
  const published = valuesIn(subject.evidence.flatMap(({ quote, title, url = '' }) => [quote, title, url]));
  const own = valuesIn(subject.conversation.messages.filter(isCustomers).map(({ body }) => body));
  const unpublished = spans.filter((span) => !published.has(keyOf(span)));
  const others = unpublished.filter((span) => !own.has(keyOf(span)));
  const secrets = unpublished.filter(({ type }) => SECRETS.has(type));
  return firstObjection(
    'pii',
    objection('pii', sentencesWith(subject, others), {
      outcome: 'block',
      code: 'personal_data_of_others',
      feedback: 'this holds personal data that is neither in the evidence nor of this customer.',
    }),
    objection('pii', sentencesWith(subject, secrets), {
      outcome: 'revise',
      code: 'repeats_secret',
      feedback: 'this repeats a card or account number; leave it out.',
    }),
  );
};

const sentencesWith = ({ sentences }: ReviewSubject, spans: readonly PiiSpan[]) =>
  sentences.filter(({ start, end }) => spans.some((span) => span.start < end && start < span.end));

const isCustomers = ({ author }: ReviewSubject['conversation']['messages'][number]): boolean => author === 'customer';
const valuesIn = (texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => detectPii(text).map(keyOf)));
const keyOf = ({ type, value }: PiiSpan): string => `${type}:${value.toLowerCase().replace(/[\s().-]/g, '')}`;
