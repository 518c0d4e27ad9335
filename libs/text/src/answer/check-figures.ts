export interface FigureCheck {
  readonly ok: boolean;
  /** Figures of the reply that the span does not contain, as the reply writes them. */
  readonly missing: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NUMBER_WORDS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, String(value)]),
);
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATES: readonly [RegExp, (m: RegExpMatchArray) => string][] = [
  [/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, (m) => date(m[1], m[2], m[3])],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of )?(${MONTH})\\.?(?:,? (\\d{4}))?\\b`, 'gi'),
    (m) => date(m[3], month(m[2]), m[1]),
  ],
  [
    new RegExp(`\\b(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b(?! ?%)`, 'gi'),
    (m) => date(m[3], month(m[1]), m[2]),
  ],
];
/** Days and months that stand without a number. */
const CALENDAR =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|june|july|august|september|october|november|december)\b/gi;
/** These are words too, unless they are written as names within a sentence. */
const CALENDAR_NAME = /(?<=[\p{L}\d,] )(?:May|March)\b/gu;
const FIGURE =
  /(?:(?<currency>[$€£¥₹]|\b(?:USD|EUR|GBP|INR|CHF|JPY|Rs\.?)\s?))?\s?(?<![\p{L}\d.,])(?<number>\d(?:[\d.,\u00A0' ]*\d)?)(?<unit>\s?(?:%|percent\b|per cent\b|[$€£¥₹]|(?:USD|EUR|GBP|INR|CHF|JPY|dollars?|euros?|pounds?)\b))?/giu;
const CURRENCIES: readonly [RegExp, string][] = [
  [/\$|usd|dollar/i, 'USD'],
  [/€|eur/i, 'EUR'],
  [/£|gbp|pound/i, 'GBP'],
  [/¥|jpy/i, 'JPY'],
  [/₹|inr|rs/i, 'INR'],
  [/chf/i, 'CHF'],
];

interface Figure {
  readonly raw: string;
  readonly key: string;
  /** The bare number, good enough where the source names no unit. */
  readonly number: string;
}

/**
 * Whether every number, date, amount and percentage of a reply sentence occurs in the span it cites. Spelling does not
 * matter (`1,000` = `1000`, `12 March` = `March 12`, `five` = `5`, `20 percent` = `20%`); value, currency and percent sign do.
 */
export function checkFigures(replySentence: string, span: string): FigureCheck {
  const known = figures(span);
  const keys = new Set(known.map((figure) => figure.key));
  const plain = new Set(known.filter((figure) => !/[A-Z%]$/.test(figure.key)).map((figure) => figure.number));
  const missing = figures(replySentence)
    .filter(
      (figure) =>
        !keys.has(figure.key) &&
        !(figure.key === figure.number && [...keys].some((key) => key.startsWith(`${figure.number} `))) &&
        !(figure.key.endsWith('%') && plain.has(figure.number) && /percent|per cent/i.test(span)),
    )
    .map((figure) => figure.raw);
  return { ok: missing.length === 0, missing };
}

function figures(text: string): Figure[] {
  const found: Figure[] = [];
  let rest = withoutListNumber(text);
  for (const [pattern, read] of DATES) {
    rest = rest.replace(pattern, (...args) => {
      const groups = args.slice(0, 4) as unknown as RegExpMatchArray;
      found.push({ raw: String(args[0]), key: read(groups), number: read(groups) });
      return ' ; ';
    });
  }
  for (const match of rest.matchAll(FIGURE)) found.push(...figure(match));
  for (const [name] of [...rest.matchAll(CALENDAR), ...rest.matchAll(CALENDAR_NAME)])
    found.push({ raw: name, ...calendarKey(name) });
  for (const [word] of rest.toLowerCase().matchAll(/\b[a-z]+\b/g)) {
    const value = NUMBER_WORDS.get(word);
    if (value !== undefined && value !== '1') found.push({ raw: word, key: value, number: value });
  }
  return found;
}

function calendarKey(name: string): Pick<Figure, 'key' | 'number'> {
  const key = name.slice(0, 3).toLowerCase();
  return { key, number: key };
}

function withoutListNumber(text: string): string {
  return text.replace(/^\s*\(?\d{1,2}[.)]\s+/, '');
}

function figure(match: RegExpMatchArray): Figure[] {
  const { currency = '', number = '', unit = '' } = match.groups ?? {};
  const sign = /%|per ?cent/i.test(unit)
    ? '%'
    : (CURRENCIES.find(([pattern]) => pattern.test(`${currency}${unit}`.trim() || '-'))?.[1] ?? '');
  return splitNumbers(number).map((part, index, all) => {
    const value = canonical(part);
    return { raw: match[0].trim(), number: value, key: sign && index === all.length - 1 ? `${value} ${sign}` : value };
  });
}

/** `10 20` are two numbers, `10 000` is one. */
function splitNumbers(number: string): string[] {
  return /^\d{1,3}(?:[ \u00A0']\d{3})+$/.test(number)
    ? [number.replace(/[ \u00A0']/g, '')]
    : number.split(/[ \u00A0']+|,(?!\d)/).filter(Boolean);
}

/** `1,000.50`, `1.000,50` and `1000.5` are the same; `7.0.2` stays a version. */
function canonical(number: string): string {
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(number)) return decimal(number.replace(/,/g, ''));
  if (/^\d{1,3}(?:\.\d{3})+,\d+$|^\d{1,3}(?:\.\d{3}){2,}$/.test(number))
    return decimal(number.replace(/\./g, '').replace(',', '.'));
  if (/^\d+,\d{1,2}$/.test(number)) return decimal(number.replace(',', '.'));
  return /^\d+(?:\.\d+)?$/.test(number) ? decimal(number) : number;
}

function decimal(number: string): string {
  const [whole = '0', fraction = ''] = number.split('.');
  const cut = fraction.replace(/0+$/, '');
  const head = whole.replace(/^0+(?=\d)/, '');
  return cut ? `${head}.${cut}` : head;
}

function month(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
}

function date(year: string | undefined, monthOfYear: string | undefined, day: string | undefined): string {
  return `${year ?? '????'}-${Number(monthOfYear)}-${Number(day)}`;
}
