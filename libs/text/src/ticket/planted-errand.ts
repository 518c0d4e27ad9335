import { splitSentences } from '../tokens/split-sentences';
import { stem } from '../tokens/stem';
import { STOP_WORDS } from '../tokens/stop-words';
import { tokenize } from '../tokens/tokenize';

/** What stands before an errand that was put into another text. */
const WRAPPER = /^\s*(?:>+\s*|p\.?\s?s\.?\s*:?\s+|(?:note|fyi|btw|reminder|also)\s*[:,]\s*|<!--\s*)+/i;
const CODE = /```[\s\S]*?(?:```|$)/g;
/** How people put an errand to an assistant: an order for a text or a finding, or a question about the world. */
const ORDER =
  /^(?:please |kindly )?(?:(?:can|could|would|will) you )?(?:please )?(?:(?:write|compose|draft|generate|create|describe|summari[sz]e|recommend|suggest|provide|give|analy[sz]e|determine|classify|identify|detect|explain|compare|contrast|translate|discuss|outline|predict|forecast|calculate|evaluate|assess|paraphrase|rewrite|rephrase|proofread|define|solve|list|name|plan|brainstorm|automate|categori[sz]e|judge|interpret)\b|(?:help|show|tell|teach|advise) (?:me|us)\b)/i;
const QUESTION =
  /^(?:(?:what|who|which)(?:'s|\b)|how (?:do(?:es)?|did|can|could|would|has|have|is|are|much|many|long|far|old)\b|why\b|where (?:is|are)\b|when (?:did|was|will|is)\b).*\?\W*$/i;
/** Whoever speaks of themselves or points at what was said before has not changed the subject. */
const OWN_MATTER =
  /\b(?:[Mm]y|mine|[Oo]ur|ours|[Ww]e|us|i|[Tt]his|[Tt]hese|[Tt]hose|[Ii]t|[Ii]ts|here|next|above|below)\b|\bI\b(?=['\u2019]| [a-z])/;
const QUOTED = /(["'\u201C\u2018]).{15,}?["'\u201D\u2019]/g;

const MIN_WORDS = 3;
const LONG = 6;
/** Longer texts have many subjects. */
const MOST_SENTENCES = 200;

/**
 * The errand without any link to the text around it, if there is one: a request in a sentence of its own that shares no
 * word with the rest, or a long one a single word. The rest has to be about something itself; on its own a request is merely off topic.
 */
export function plantedErrand(text: string): string | undefined {
  const sentences = splitSentences(text.replace(CODE, '\n')).filter(({ kind }) => kind === 'text');
  if (sentences.length < 2 || sentences.length > MOST_SENTENCES) return undefined;
  const subjects = sentences.map((sentence) => subjectOf(sentence.text));
  const uses = usesOf(subjects);
  return sentences.find(({ text: sentence }, at) => {
    const subject = subjects[at] ?? [];
    const hasRest = subjects.some((other, index) => index !== at && other.length >= MIN_WORDS);
    return hasRest && subject.length >= MIN_WORDS && isErrand(sentence) && isStrange(subject, uses);
  })?.text;
}

/** In a long sentence one word may also stand elsewhere by chance. */
function isStrange(subject: readonly string[], uses: ReadonlyMap<string, number>): boolean {
  const shared = subject.filter((word) => uses.get(word) !== 1).length;
  return shared === 0 || (shared === 1 && subject.length >= LONG);
}

function isErrand(sentence: string): boolean {
  const bare = sentence.replace(WRAPPER, '').replace(QUOTED, ' ');
  return (ORDER.test(bare) || QUESTION.test(bare)) && !OWN_MATTER.test(bare);
}

function subjectOf(sentence: string): string[] {
  const words = tokenize(sentence.replace(WRAPPER, '')).map(({ word }) => word);
  return [...new Set(words.filter((word) => word.length > 2 && !STOP_WORDS.has(word)).map(stem))];
}

/** In how many sentences each word stands. */
function usesOf(subjects: readonly (readonly string[])[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const word of subjects.flat()) uses.set(word, (uses.get(word) ?? 0) + 1);
  return uses;
}
