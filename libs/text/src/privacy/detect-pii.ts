import { isIP } from 'node:net';
import { isValidIBAN, isValidBIC } from 'ibantools';
import { findPhoneNumbersInText, type CountryCode } from 'libphonenumber-js/max';
import { LRUCache } from 'lru-cache';

export type PiiType = 'EMAIL' | 'PHONE' | 'IBAN' | 'CARD' | 'SSN' | 'IP' | 'BIC';

export interface PiiSpan {
  readonly start: number;
  readonly end: number;
  readonly type: PiiType;
  readonly value: string;
}

const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}\.\p{L}[\p{L}\p{N}-]{0,22}[\p{L}\p{N}]/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}\b/gi;
const CARD = /(?<![\d.-])\d(?:[ -]?\d){11,18}(?![\d-])/g;
const SSN = /(?<![\d-])(?!000|666|9\d\d)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\d-])/g;
const SSN_NAMED =
  /(?<=\b(?:ssn|social security(?: number| no\.?)?|social)\b[^\d\n]{0,15})(?!000|666|9\d\d)\d{3}(?!00)\d{2}(?!0000)\d{4}(?!\d)/gi;
const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g;
const IPV6 = /(?<![\p{L}\p{N}:])(?:[0-9a-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4})(?![\p{L}\p{N}:])/giu;
/** Before four numbers with dots: a version, no address. */
const VERSION = /\b(?:v|ver|versions?|release|build|fix ?pack|fp|level|upgrade(?:d)? (?:to|from)|apply)[ .:]*$/i;
/** Before a run of digits: the number of a thing, not of a person. */
const NUMBERED =
  /\b(?:orders?|tickets?|invoices?|bill|case|ref(?:erence)?|tracking|serial|parcel|shipment|purchase|apar|pmr|article|item|transaction|id)\s*(?:(?:no|nr|num|number|id|code)\b\.?)?\s*(?:is\b|[:#])?\s*#?$/i;
const PHONE_WORD =
  /\b(?:(?:tele)?phones?|tel|mobile|cell(?:phone)?|call(?:s|ed|ing|ers?)?|ring|rang|text(?:ed|ing)?|sms|whats ?app|viber|fax|pager|dial(?:s|ed|ing)?|hotline|landline|voice ?mail|desk|direct line|numbers? (?:is|are)|(?:my|your|his|her|our|their) numbers?|reach (?:me|us|him|her|them)|answer(?:s|ed|ing)? (?:at|on)|pick(?:s|ed|ing)? up|contact (?:me|us|him|her|no|number)|nummer|handy|telefon\w*|anrufen|rufen|numéro|numero|número|teléfono|telefone|móvil|celular|cellulare|tél(?:éphone)?|appelez|llama\w*|bellen)(?![\p{L}])/iu;
/** Stands behind a number that is one. */
const PHONE_WORD_BEHIND = /^[\s,;:)(\\-]{0,4}(?:office|fax|mobile|cell|phone|tel|desk|home|work|direct)\b/i;
const PHONE_SHAPE =
  /(?<![\p{L}\p{N}.@/#-])(?:\+|00|\()?\d[\d().\-/ \u00A0]{5,20}\d(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?![\p{L}\p{N}@]|[.,]\d)/gu;
const NOT_PHONE =
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$|^\d{1,3}(?:[.,]\d{3})+$|^\d{4}\s?[-/]\s?\d{4}$|^\d+\.\d+$|^(?:\d{1,3}\.){2,3}\d{1,3}$/;
const CONTAINS_DATE =
  /\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d{2}|\b(?:19|20)\d{2}-(?:0?[1-9]|1[0-2])\b|\b(?:19|20)\d{2} \d{2}\b|^\d{2} (?:19|20)\d{2}|-0\d{3} (?:19|20)\d{2}/;
/** What every number of a plan has that is long enough to count. The plans are asked about these places alone: they are slow. */
const SEVEN_DIGITS = /\d(?:(?:[^\p{L}\p{N}]|x){0,4}\d){6,}/giu;
/** What a plan has to see before and behind: signs that lead, and an extension. */
const BEFORE = 16;
const BEHIND = 48;
/** From this length on only one national plan is tried; numbers in phone shape are found all the same. */
const LONG_TEXT = 20_000;
const REGIONS: readonly CountryCode[] = ['US', 'GB', 'DE', 'FR', 'IN'];

/** The same passages are looked at for every question that they answer. Only texts are kept that hold no identifier. */
const withoutAny = new LRUCache<string, true>({
  max: 5_000,
  maxSize: 8_000_000,
  sizeCalculation: (_, text) => text.length,
});

/**
 * Personal identifiers in a text, in order, without overlap: `text.slice(start, end) === value`. Cards pass the Luhn check,
 * IBANs their check digits; phone numbers are those of known plans or numbers in phone shape. Names and addresses are not found.
 */
export function detectPii(text: string): PiiSpan[] {
  if (withoutAny.get(text)) return [];
  const found = spansIn(text);
  if (found.length === 0 && text.length > 0) withoutAny.set(text, true);
  return found;
}

function spansIn(text: string): PiiSpan[] {
  const found = [
    ...matches(text, EMAIL, 'EMAIL'),
    ...ibans(text),
    ...matches(text, CARD, 'CARD').filter((span) => isCardNumber(span.value)),
    ...matches(text, SSN, 'SSN'),
    ...matches(text, SSN_NAMED, 'SSN'),
    ...[...matches(text, IPV4, 'IP'), ...matches(text, IPV6, 'IP')].filter(
      (span) =>
        isIP(span.value) > 0 &&
        span.value !== '::' &&
        !VERSION.test(text.slice(Math.max(0, span.start - 20), span.start)),
    ),
    ...bics(text),
    ...phones(text),
  ];
  return withoutOverlap(found);
}

function matches(text: string, pattern: RegExp, type: PiiType): PiiSpan[] {
  return [...text.matchAll(pattern)].map((match) => spanAt(text, match.index, match.index + match[0].length, type));
}

function spanAt(text: string, start: number, end: number, type: PiiType): PiiSpan {
  return { start, end, type, value: text.slice(start, end) };
}

/** A candidate may have swallowed the following words: the longest prefix with right check digits counts. */
function ibans(text: string): PiiSpan[] {
  return matches(text, IBAN, 'IBAN').flatMap((span) => {
    for (let end = span.end; end - span.start >= 15; end -= 1) {
      const value = text.slice(span.start, end);
      if (/[\p{L}\p{N}]$/u.test(value) && isValidIBAN(value.replace(/[ -]/g, '').toUpperCase()))
        return [spanAt(text, span.start, end, 'IBAN')];
    }
    return [];
  });
}

function bics(text: string): PiiSpan[] {
  return [
    ...text.matchAll(/\b(?:BIC|SWIFT)(?:[ -]?code)?[:\s]+(?:is )?([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b/gi),
  ].flatMap((match) => {
    const value = match[1] ?? '';
    const end = match.index + match[0].length;
    return isValidBIC(value.toUpperCase()) ? [spanAt(text, end - value.length, end, 'BIC')] : [];
  });
}

export function isCardNumber(candidate: string): boolean {
  const digits = candidate.replace(/\D/g, '');
  if (digits.length < 12 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  [...digits].reverse().forEach((digit, at) => {
    const doubled = at % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}

function phones(text: string): PiiSpan[] {
  if (!/\d{2}/.test(text)) return [];
  const regions = text.length > LONG_TEXT ? REGIONS.slice(0, 1) : REGIONS;
  const known = [...text.matchAll(SEVEN_DIGITS)].flatMap(({ index, 0: run }) => {
    const from = Math.max(0, index - BEFORE);
    const end = index + run.length;
    const place = text.slice(from, end + BEHIND);
    return regions
      .flatMap((region) => findPhoneNumbersInText(place, region))
      .map((found) => spanAt(text, from + found.startsAt, from + found.endsAt, 'PHONE'))
      .filter((span) => span.start < end && index < span.end);
  });
  const shaped = matches(text, PHONE_SHAPE, 'PHONE').filter((span) => looksLikePhone(text, span));
  return [...shaped, ...known].filter((span) => isWrittenAsPhone(text, span));
}

/** A bare run of digits is an order or error number more often than a phone number. */
function isWrittenAsPhone(text: string, span: PiiSpan): boolean {
  const digits = span.value.replace(/(?:x|ext).*$/i, '').replace(/\D/g, '');
  if (digits.length < 7 || /^0{3}/.test(digits) || NOT_PHONE.test(span.value) || CONTAINS_DATE.test(span.value))
    return false;
  if (/^\d+$/.test(span.value) && NUMBERED.test(text.slice(Math.max(0, span.start - 40), span.start))) return false;
  if (hasPhoneWord(text, span) || /^\(?\+/.test(span.value)) return true;
  return digits.length >= 10 || /[ ()/.-]/.test(span.value.trim());
}

function hasPhoneWord(text: string, span: PiiSpan): boolean {
  return (
    PHONE_WORD.test(text.slice(Math.max(0, span.start - 40), span.start)) ||
    PHONE_WORD_BEHIND.test(text.slice(span.end, span.end + 15))
  );
}

function looksLikePhone(text: string, span: PiiSpan): boolean {
  const digits = span.value.replace(/(?:x|ext).*$/i, '').replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15 || NOT_PHONE.test(span.value)) return false;
  if (/^(?:\+|00[1-9]|\(\+?\d{2,5}\))/.test(span.value)) return true;
  if (hasPhoneWord(text, span)) return true;
  if (digits.length === 10 && /^\d{3}[-. ]\d{3}[-. ]\d{4}/.test(span.value)) return true;
  return digits.length >= 8 && /^0\d/.test(span.value) && /[ ./-]/.test(span.value);
}

const RANK: Readonly<Record<PiiType, number>> = { EMAIL: 0, IBAN: 1, CARD: 2, SSN: 3, IP: 4, BIC: 5, PHONE: 6 };

function withoutOverlap(found: readonly PiiSpan[]): PiiSpan[] {
  const chosen: PiiSpan[] = [];
  const byStrength = [...found].sort(
    (a, b) => RANK[a.type] - RANK[b.type] || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  for (const span of byStrength) {
    if (!chosen.some((other) => span.start < other.end && other.start < span.end)) chosen.push(span);
  }
  return chosen.sort((a, b) => a.start - b.start);
}
