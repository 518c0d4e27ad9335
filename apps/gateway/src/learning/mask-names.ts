import type { AnonymiseContext } from './anonymise-context';
import { literal } from './literal';

const MARK = '[NAME]';
const NAME = String.raw`\p{Lu}[\p{L}'\u2019-]+`;
const NAMES = String.raw`${NAME}(?:\s+${NAME}){0,2}`;
const INTRODUCED = new RegExp(
  String.raw`(?<=\b(?:[Mm]y name is|[Nn]ame'?s|[Ii]ch hei\u00dfe|[Mm]ein Name ist|[Tt]his is|[Cc]alled|[Aa]ccount of|` +
    String.raw`(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Herrn|Mme|Sr|Sra)\.?|` +
    String.raw`(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Mm]eine?) (?:wife|husband|partner|son|daughter|mother|father|brother|sister|friend|` +
    String.raw`boss|manager|colleague|assistant|neighbou?r|Frau|Mann|Sohn|Tochter|Mutter|Vater|Kollegin|Kollege|Chefin|Chef)),?\s+)${NAMES}`,
  'gu',
);
const CAPITALISED = new RegExp(String.raw`(?<![\p{L}\p{N}[])${NAME}(?![\p{L}\p{N}\]])`, 'gu');
const PAIR = new RegExp(String.raw`(?<![\p{L}\p{N}[])${NAME}\s+${NAME}(?![\p{L}\p{N}\]])`, 'gu');
/** A capital here means a new sentence or line, not a name. */
const SENTENCE_START = /(?:^|[.!?:;\n>*\u2022"(-])\s*$/u;
const NOT_NAMES = new Set(
  (
    'i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august ' +
    'september october november december english german french spanish'
  ).split(' '),
);

/** Masks the known names, names that are introduced as such, and, where nouns are small, every other capitalised word that no document uses. */
export function maskNames(text: string, context: AnonymiseContext): string {
  const known = partsOf(context.people.names).reduce((rest, part) => rest.replaceAll(wholeWord(part), MARK), text);
  const introduced = known.replaceAll(INTRODUCED, (name) => (isPublished(name, context) ? name : MARK));
  return hasSmallNouns(context) ? maskCapitalised(introduced, context) : introduced;
}

/** Whether a known name, or two words that look like a full name and stand in no document, are still there. */
export function namesLeft(text: string, context: AnonymiseContext): boolean {
  const folded = text.toLowerCase();
  if (partsOf(context.people.names).some((part) => part.length >= 4 && folded.includes(part.toLowerCase())))
    return true;
  return [...text.matchAll(PAIR)].some(([pair]) => !pair.split(/\s+/u).some((word) => isPublished(word, context)));
}

function maskCapitalised(text: string, context: AnonymiseContext): string {
  return text.replace(CAPITALISED, (word, at: number) => {
    const isName = !SENTENCE_START.test(text.slice(0, at)) && !isPublished(word, context) && !isOrdinary(word);
    return isName ? MARK : word;
  });
}

/** German writes every noun with a capital. */
const hasSmallNouns = ({ language }: AnonymiseContext): boolean => language !== 'de' && language !== 'lb';

const isPublished = (words: string, { published }: AnonymiseContext): boolean =>
  published.toLowerCase().includes(words.toLowerCase());

/** Abbreviations, and words that always have a capital. */
const isOrdinary = (word: string): boolean =>
  /^\p{Lu}+s?$/u.test(word) || NOT_NAMES.has(word.toLowerCase().replace(/['\u2019].*$/u, ''));

const partsOf = (names: readonly string[]): string[] =>
  [...names, ...names.flatMap((name) => name.split(/[\s,.]+/u))]
    .map((part) => part.trim())
    .filter((part) => part.length >= 2)
    .sort((left, right) => right.length - left.length);

const wholeWord = (part: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${literal(part)}(?![\p{L}\p{N}])`, 'giu');
