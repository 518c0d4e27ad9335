import { createRequire } from 'node:module';
import { tokenize } from '../tokens/tokenize';
import { round, type Signal } from './signal';

const load = createRequire(__filename);
/** Its tables take as long to read as all the rest of this library, and not everybody asks for a language. */
const detector = () => load('tinyld') as typeof import('tinyld');

export type LanguageReason = 'script' | 'letter_statistics' | 'common_words' | 'too_short' | 'no_letters' | 'undecided';

const SCRIPTS: readonly [RegExp, string][] = [
  [/\p{Script=Hangul}/gu, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Arabic}/gu, 'ar'],
];

/** Languages customers are likely to write in; rarer ones are guessed too often from a few letters. */
const LATIN_AND_CYRILLIC = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'cs',
  'sv',
  'da',
  'no',
  'fi',
  'hu',
  'ro',
  'tr',
  'ru',
  'uk',
  'bg',
  'vi',
  'id',
];

/** Letters beyond these tell the statistics nothing new. */
const STATISTICS_SAMPLE = 600;

/** Frequent function words that hardly occur in the other listed languages. */
const COMMON: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: "the is are my i you to how what and of for in it can do please not with have this your want need when where why does am on was me i'm don't can't help would hi hello thanks from which will be",
    de: 'der das und ich nicht ist mein meine meinen wie kann mir eine einen ein wo warum bitte habe mit sie für auf wird den dem zu von es im bekomme hallo danke',
    fr: "le les est je ne pas mon ma mes comment vous une un des pour avec où quand bonjour merci j'ai dans et mon c'est sur puis-je votre",
    es: 'el los es yo mi no cómo como puedo una un por para con dónde cuando hola gracias tengo qué mis está quiero necesito del en la',
    it: 'il gli è io non mio mia come posso una un per con dove quando ciao grazie ho che sono del nella vorrei',
    pt: 'o os é eu não meu minha como posso uma um por para com onde quando olá obrigado tenho que está quero do na',
    nl: 'het een ik niet mijn hoe kan ik van voor met waar wanneer hallo bedankt heb dat is de op te',
  }).map(([lang, list]) => [lang, new Set(list.split(' '))]),
);

/**
 * The language of a text as ISO 639-1, or `und` where the text is too short or mixed to tell. The confidence of a few
 * words is low on purpose.
 */
export function detectLanguage(text: string): Signal<string, LanguageReason> {
  const sample = text.slice(0, 2000).replace(/https?:\/\/\S+|\S+@\S+/g, ' ');
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return { value: 'und', confidence: 0, reasons: ['no_letters'] };
  return ofScript(sample, letters) ?? ofWords(sample, letters);
}

function ofScript(sample: string, letters: number): Signal<string, LanguageReason> | undefined {
  for (const [script, language] of SCRIPTS) {
    const share = (sample.match(script)?.length ?? 0) / letters;
    if (share >= (language === 'ja' ? 0.15 : 0.4)) {
      if (language === 'ar' || language === 'hi') return refine(sample, language, share);
      return { value: language, confidence: round(Math.min(0.99, 0.6 + share * 0.4)), reasons: ['script'] };
    }
  }
  return undefined;
}

function refine(sample: string, fallback: string, share: number): Signal<string, LanguageReason> {
  const [best] = detector().detectAll(sample);
  const value = best && ['ar', 'fa', 'ur', 'hi', 'mr', 'ne'].includes(best.lang) ? best.lang : fallback;
  return { value, confidence: round(Math.min(0.95, 0.5 + share * 0.4)), reasons: ['script', 'letter_statistics'] };
}

function ofWords(sample: string, letters: number): Signal<string, LanguageReason> {
  const words = tokenize(sample.normalize('NFC'));
  const raw = words.map(({ start, end }) =>
    sample
      .slice(start, end)
      .toLowerCase()
      .replace(/\u2019/g, "'"),
  );
  const [common, hits] = mostCommonWords(raw);
  const share = hits / Math.max(1, raw.length);
  const length = Math.min(1, letters / 40);
  if (common && ((hits >= 2 && share >= 0.2) || (hits >= 4 && share >= 0.1)))
    return finding(common, 0.55 + 0.4 * Math.min(1, share * 1.5) * length, 'common_words');
  const [guess] = detector().detectAll(sample.slice(0, STATISTICS_SAMPLE), { only: LATIN_AND_CYRILLIC });
  if (guess && (guess.accuracy >= 0.6 || letters > 60) && raw.length >= 3) {
    const agrees = guess.lang === common;
    return finding(
      guess.lang,
      Math.min(0.9, guess.accuracy * (agrees ? 0.9 : 0.7) * (0.4 + 0.6 * length)),
      'letter_statistics',
    );
  }
  if (common && hits >= 1) return finding(common, 0.3, 'common_words');
  return { value: 'und', confidence: 0.2, reasons: [letters < 25 ? 'too_short' : 'undecided'] };
}

function finding(value: string, confidence: number, reason: LanguageReason): Signal<string, LanguageReason> {
  return { value, confidence: round(confidence), reasons: [reason] };
}

function mostCommonWords(raw: readonly string[]): [string | undefined, number] {
  const counts = Object.entries(COMMON)
    .map(([language, list]) => [language, raw.filter((word) => list.has(word)).length] as const)
    .sort((a, b) => b[1] - a[1]);
  const [first, second] = counts;
  if (!first || first[1] === 0 || first[1] === second?.[1]) return [undefined, 0];
  return [first[0], first[1]];
}
