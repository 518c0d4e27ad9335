import { z } from 'zod';
import { CategoryName, Channel, Priority, Sentiment, UNKNOWN_CATEGORY } from './words';

/**
 * In messages: a word that a newer sender knows and this reader does not is read as the word that promises least. Only
 * words; what is no text is refused as ever. REST requests are not messages: there an unknown word is an error.
 */
const knownOr =
  <Word extends string>(schema: z.ZodType<Word, Word>, otherwise: Word) =>
  (word: Word): Word =>
    typeof word === 'string' && !schema.safeParse(word).success ? otherwise : word;

export const SomeCategory = z.pipe(z.transform(knownOr<string>(CategoryName, UNKNOWN_CATEGORY)), CategoryName);
export const SomeChannel = z.pipe(z.transform(knownOr(Channel, 'api')), Channel);
export const SomePriority = z.pipe(z.transform(knownOr(Priority, 'normal')), Priority);
export const SomeSentiment = z.pipe(z.transform(knownOr(Sentiment, 'neutral')), Sentiment);
