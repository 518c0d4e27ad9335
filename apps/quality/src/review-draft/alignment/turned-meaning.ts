import { stem, tokenize } from '@mesh/text';
import { diffArrays } from 'diff';

/** Words that carry a condition, a negation or a limit; those of one group mean the same. */
const GROUPS: Readonly<Record<string, string>> = {
  negation: 'not never no none nor neither without unable cannot nothing nobody impossible',
  restriction: 'only solely exclusively',
  exception: 'unless except excluding',
  condition: 'if provided whether',
  concession: 'even although regardless',
  duty: 'must mandatory obligatory',
  earlier: 'before prior until',
  later: 'after afterwards',
  more: 'least minimum more over above exceed exceeding greater higher larger longer',
  less: 'less under below maximum fewer lower smaller shorter',
  everything: 'all every always each everyone',
  part: 'some sometimes partially partly rarely seldom few',
};
const GROUP_OF = new Map(
  Object.entries(GROUPS).flatMap(([group, words]) => words.split(' ').map((word) => [word, group] as const)),
);
/** One more or one less of these turns what a sentence says. */
const DECISIVE = ['negation', 'restriction', 'exception', 'concession'];
/** These turn it when the one stands where the other stood. */
const OPPOSITE_GROUPS: readonly (readonly [string, string])[] = [
  ['earlier', 'later'],
  ['more', 'less'],
  ['everything', 'part'],
  ['duty', 'part'],
];
const OPPOSITES = new Map(
  `enable disable|enabled disabled|on off|add remove|include exclude|included excluded|allow prevent|allowed forbidden|
  allow block|increase decrease|accept decline|accept reject|approve reject|open close|first last|start stop|lock unlock|
  free paid|public private|install uninstall|valid invalid|supported unsupported|active inactive|required optional|
  mandatory optional|must may|must can|must should|connect disconnect|publish unpublish|internal external|upgrade downgrade|
  available unavailable|refundable non-refundable|possible impossible|able unable|show hide|visible hidden|true false|
  automatically manually|same different|correct incorrect|immediately later|input output|credit debit|higher lower|
  monthly yearly|monthly annual|daily weekly|weekly monthly|daily monthly|hours days|days weeks|weeks months|days months|
  minutes hours|minutes seconds|months years|days years|can must|include omit|with without|deposit withdraw|deposits withdrawals|
  always never|subscribe unsubscribe|send receive|upload download|minimum maximum|increases decreases|earliest latest`
    .split('|')
    .map((pair) =>
      pair
        .trim()
        .split(/\s+/)
        .map((word) => stem(word)),
    )
    .flatMap(([one = '', other = '']) => [
      [`${one} ${other}`, true],
      [`${other} ${one}`, true],
    ]),
);

/** From here on the sentence renders its source as a whole, and nothing of it may fall away. */
const WHOLE = 0.6;
/** How many words on each side tell what a word belongs to. */
const REACH = 2;

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:can't|cannot)\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/\b(?:have|has|need|needs) to\b|\b(?:is|are) required to\b/g, 'must'],
  [/\bat most\b|\bup to\b|\bno more than\b/g, 'maximum'],
  [/\bat least\b|\bno less than\b/g, 'minimum'],
  [/\beven if\b/g, 'even'],
  [/\bas long as\b|\bin case\b/g, 'if'],
  [/\bnot only\b/g, 'also'],
  [/\bno longer\b/g, 'not'],
];

/** Whether a sentence turns what its source says: a negation, a condition or a limit that came in, fell away or was turned round. */
export function turnsMeaning(sentence: string, source: string): boolean {
  const { added, removed } = difference(source, sentence);
  const change = (group: string): number => count(added, group) - count(removed, group);
  if (DECISIVE.some((group) => change(group) !== 0)) return true;
  if (change('condition') < 0) return true;
  return (
    OPPOSITE_GROUPS.some(([one, other]) => change(one) * change(other) < 0) ||
    removed.some((word) => added.some((other) => OPPOSITES.has(`${stem(word)} ${stem(other)}`)))
  );
}

type State = 'same' | 'added' | 'removed';
interface Word {
  readonly word: string;
  readonly state: State;
}

/** What differs between the two where they speak of the same: what stands apart from all common words is other matter. */
function difference(source: string, sentence: string): Record<'added' | 'removed', string[]> {
  const comparator = (left: string, right: string): boolean => stem(left) === stem(right);
  const words = diffArrays(wordsOf(source), wordsOf(sentence), { comparator }).flatMap(({ value, added, removed }) =>
    value.map((word): Word => ({ word, state: added ? 'added' : removed ? 'removed' : 'same' })),
  );
  const kept = words.filter(({ state }) => state !== 'added');
  const isWhole = kept.filter(({ state }) => state === 'same').length >= kept.length * WHOLE;
  const inCommonMatter = (state: State) => {
    const side = words.filter((other) => other.state === 'same' || other.state === state);
    return side
      .filter(({ state: own }, at) => own === state && (isWhole || hasCommonNeighbours(side, at)))
      .map(({ word }) => word);
  };
  return { added: inCommonMatter('added'), removed: inCommonMatter('removed') };
}

const hasCommonNeighbours = (words: readonly Word[], at: number): boolean =>
  [...words.slice(Math.max(0, at - REACH), at), ...words.slice(at + 1, at + 1 + REACH)].filter(
    ({ state }) => state === 'same',
  ).length >= REACH;

function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replace(/[\u2018\u2019]/g, "'");
  const whole = CONTRACTIONS.reduce((rest, [from, to]) => rest.replace(from, to), plain);
  return tokenize(whole).map(({ word }) => word);
}

const count = (words: readonly string[], group: string): number =>
  words.filter((word) => GROUP_OF.get(word) === group).length;
