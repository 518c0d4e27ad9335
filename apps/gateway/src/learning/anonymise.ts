import { removeCustomerData } from '@mesh/memory';
import { detectPii } from '@mesh/text';
import type { AnonymiseContext } from './anonymise-context';
import { literal } from './literal';
import { maskNames, namesLeft } from './mask-names';
import { maskNumbers } from './mask-numbers';

/** Why a text still tells who it is about. */
export type Leftover = 'identifier_left' | 'name_left' | 'address_left' | 'link_left';

export interface Anonymised {
  readonly text: string;
  readonly leftover: Leftover | undefined;
}

const ADDRESS =
  /\b\d{1,5}[a-z]?\s+(?:\p{Lu}[\p{L}'.-]+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Square|Way|Boulevard|Blvd)\b|\b\p{Lu}[\p{L}-]*(?:stra(?:ß|ss)e|str\.|weg|gasse|platz|allee)\s+\d|\b(?:rue|calle|via)\s+\p{L}+.{0,20}\d/u;
const LINK = /\bhttps?:\/\/[^\s)>\]]+/giu;

/** The text without customer data, and what could not be removed. Pure; doing it again changes nothing. */
export function anonymise(original: string, context: AnonymiseContext): Anonymised {
  const plain = removeCustomerData(withoutIdentifiers(original, context.people.identifiers));
  const text = maskNumbers(maskNames(plain, context), context.published);
  return { text, leftover: ADDRESS.test(plain) ? 'address_left' : leftoverOf(text, context) };
}

function withoutIdentifiers(text: string, identifiers: readonly string[]): string {
  return [...identifiers]
    .filter((value) => value.length >= 3)
    .sort((left, right) => right.length - left.length)
    .reduce((rest, value) => rest.replaceAll(new RegExp(literal(value), 'giu'), '[CUSTOMER]'), text);
}

function leftoverOf(text: string, context: AnonymiseContext): Leftover | undefined {
  if (detectPii(text).length > 0) return 'identifier_left';
  if (namesLeft(text, context)) return 'name_left';
  const foreign = [...text.matchAll(LINK)].some(([link]) => !context.published.includes(link));
  return foreign ? 'link_left' : undefined;
}
