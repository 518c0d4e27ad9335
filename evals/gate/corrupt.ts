import type { KnowledgeRow } from '../../tools/running-mesh/load-knowledge';
import { chanceOf, pick } from './chance';
import type { Corruption, GoodReply } from './gate-row';

/** The corrupted sentences, or nothing where the reply has nothing that could be corrupted so. */
export type Corrupting = (reply: GoodReply, others: readonly KnowledgeRow[]) => string[] | undefined;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const DATE = new RegExp(
  `\\b(?:${MONTHS.join('|')})\\b|\\b(?:${DAYS.join('|')})s?\\b|\\b(?:19|20)\\d\\d\\b|\\b\\d{4}-\\d\\d-\\d\\d\\b`,
  'g',
);
const NUMBER = /(?<![\w./:,-])\d{1,6}(?:[.,]\d{1,3})?(?![\w/:-]|[.,]\d)/g;

/** Turns of meaning, both ways. */
const TURNS: readonly (readonly [RegExp, string])[] = [
  [/\bcannot\b|\bcan't\b|\bcan not\b/, 'can'],
  [/\b(do|does|is|are|will|should|must|may|was|were|has|have) not\b/, '$1'],
  [/\b(do|does|is|are|wo|should|was|were|has|have)n't\b/, '$1'],
  [/\bonly if\b|\bonly when\b/, 'even if'],
  [/\bunless\b/, 'if'],
  [/\bUnless\b/, 'If'],
  [/\bbefore\b/, 'after'],
  [/\bafter\b/, 'before'],
  [/\bat least\b/, 'at most'],
  [/\bup to\b/, 'more than'],
  [/\bwithout\b/, 'with'],
  [/\bmust\b/, 'do not have to'],
  [/\bcan\b/, 'cannot'],
  [/\b(is|are|will|should|may)\b/, '$1 not'],
  [/\ball\b/, 'only some'],
  [/\bif\b/, 'even if not'],
];

const PROMISES = [
  'We will refund the full amount to you within 24 hours.',
  'You will receive a voucher worth 50 euros for the trouble.',
  'Our engineers will call you tomorrow to set this up for you.',
  'I have already cancelled the charge on your account.',
  'We guarantee that this will never happen again.',
  'Your replacement will arrive by Friday at no cost.',
  'We will extend your plan by three months for free.',
  'I will personally make sure that the fee is waived.',
  'You can count on a full credit to your card this week.',
  'We promise to have this fixed by the end of the day.',
  'As a courtesy we are adding a free year of premium support.',
  'We have upgraded your account without charge.',
];

const PEOPLE = ['Maria Lopez', 'Tom Becker', 'Aiko Tanaka', 'Ravi Patel', 'Claire Dubois', 'Omar Haddad'];
const DISCLOSURES = [
  (name: string, n: number) => `The card ending in ${1000 + n} belongs to ${name}, who was charged the same day.`,
  (name: string, n: number) =>
    `${name} (${name.toLowerCase().replace(' ', '.')}@mail.example) had the same problem with order ${10_000 + n}.`,
  (name: string, n: number) => `For comparison, the account of ${name} was reset under ticket number ${70_000 + n}.`,
  (name: string, n: number) => `Please call ${name} at +1 415 555 ${String(2000 + (n % 7999))}, who owns this account.`,
  (name: string, n: number) => `Your order is being sent to ${name}, ${(n % 90) + 1} Maple Street, Springfield.`,
];

export const CORRUPTING: Readonly<Record<Corruption, Corrupting>> = {
  number: (reply) => changeOne(reply, NUMBER, (found, seed) => otherNumber(found, seed)),
  date: (reply) => changeOne(reply, DATE, (found, seed) => otherDate(found, seed)),
  condition: turnOne,
  other_document: (reply, others) => {
    const foreign = pick(others, `${reply.id} other`);
    const sentence = foreign?.text.match(/[A-Z][^.!?\n]{50,250}[.!](?=\s|$)/)?.[0];
    return sentence === undefined ? undefined : insert(reply, sentence);
  },
  promise: (reply) => insert(reply, pick(PROMISES, `${reply.id} promise`) ?? ''),
  other_customer: (reply) => {
    const name = pick(PEOPLE, `${reply.id} person`) ?? '';
    const say = pick(DISCLOSURES, `${reply.id} disclosure`);
    return say && insert(reply, say(name, Math.floor(chanceOf(`${reply.id} n`) * 9000)));
  },
};

function insert({ id, sentences }: GoodReply, sentence: string): string[] {
  const at = 1 + Math.floor(chanceOf(`${id} at`) * sentences.length);
  return [...sentences.slice(0, at), sentence, ...sentences.slice(at)];
}

/** Changes one match to what the documents do not say. */
function changeOne(
  { id, documents, sentences }: GoodReply,
  pattern: RegExp,
  change: (found: string, seed: string) => string,
) {
  const places = sentences.flatMap((text, line) =>
    [...text.matchAll(pattern)].map((match) => ({ line, at: match.index, found: match[0] })),
  );
  const place = pick(places, `${id} place`);
  if (!place) return undefined;
  const known = documents.map(({ text }) => text).join('\n');
  const changed = [0, 1, 2, 3, 4, 5]
    .map((round) => change(place.found, `${id} ${round}`))
    .find((text) => !new RegExp(`(?<![\\w.,])${text}(?!\\w|[.,]\\d)`).test(known));
  return changed === undefined
    ? undefined
    : sentences.map((text, line) =>
        line === place.line ? text.slice(0, place.at) + changed + text.slice(place.at + place.found.length) : text,
      );
}

function otherNumber(found: string, seed: string): string {
  const [whole = '0', ...rest] = found.split(/(?=[.,])/);
  return `${Number(whole) + 1 + Math.floor(chanceOf(seed) * (Number(whole) + 8))}${rest.join('')}`;
}

function otherDate(found: string, seed: string): string {
  const list = MONTHS.includes(found) ? MONTHS : DAYS.includes(found.replace(/s$/, '')) ? DAYS : undefined;
  if (list)
    return (
      pick(
        list.filter((name) => !found.startsWith(name)),
        seed,
      ) ?? found
    );
  if (/^\d{4}-/.test(found)) return found.replace(/\d\d$/, (day) => String((Number(day) % 28) + 1).padStart(2, '0'));
  return String(Number(found) + (chanceOf(seed) < 0.5 ? -1 : 1) * (1 + Math.floor(chanceOf(`${seed} years`) * 4)));
}

function turnOne({ id, sentences }: GoodReply): string[] | undefined {
  const possible = sentences.flatMap((text, line) =>
    TURNS.filter(([from]) => from.test(text)).map((turn) => ({ line, turn })),
  );
  const chosen = pick(possible, `${id} turn`);
  return chosen && sentences.map((text, line) => (line === chosen.line ? text.replace(...chosen.turn) : text));
}
