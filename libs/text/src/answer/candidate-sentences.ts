import { STOP_WORDS } from '../tokens/stop-words';
import { analysedPassage } from './analysed-passage';
import type { Passage } from './passage';
import { share } from './passage-features';
import type { QuestionTerm } from './question-terms';

export interface Candidate {
  readonly passage: Passage;
  readonly text: string;
  /** Offsets in the body of the document. */
  readonly start: number;
  readonly end: number;
  readonly words: ReadonlySet<string>;
  readonly isStep: boolean;
  readonly isLeadIn: boolean;
  readonly fit: number;
  /** How well it fits together with the title and the heading above it. */
  readonly fitInContext: number;
  readonly headingFit: number;
  /** The heading above it, by its place in the document; undefined where the passage names none. */
  readonly section: number | undefined;
}

const IMPERATIVE =
  /^(?:(?:first|then|next|now|finally|optional(?:ly)?|once done|\(optional\))[,:]?\s+)?(?:add|adjust|allow|apply|ask|assign|attach|browse|change|check|choose|clear|click|close|complete|configure|confirm|connect|continue|copy|create|cut|customi[sz]e|decide|define|delete|deselect|disable|disconnect|double-click|download|drag|edit|enable|ensure|enter|execute|export|extract|fill|find|follow|go|hover|import|insert|install|issue|keep|launch|locate|log|make|mark|modify|move|name|navigate|open|paste|perform|pick|press|provide|publish|put|refresh|reinstall|remove|rename|repeat|replace|reset|restart|restore|resubmit|return|review|right-click|run|save|scroll|search|select|send|set|sign|specify|start|stop|submit|switch|tap|test|toggle|turn|type|undo|uninstall|unzip|update|upgrade|upload|use|verify|view|visit|wait|write)\b/i;
const NOISE =
  /^(?:in this article|learn (?:more|how|about)|click here|read more|see also|for more (?:information|details)|show me|tip:?$|note:?$|important:?$|back to top|table of contents|change history)\b|\blearn (?:more|how to)(?: about)?(?: \w+){0,4}:?$|click here(?: to learn more)?\.?$|click a question below/i;
const MAX_WORDS = 55;
/** Two words that lost the line break between them. */
const GLUED = /\p{Ll}{3,}\p{Lu}\p{Ll}{2,}/u;
const GLUED_COST = 0.7;

/** The sentences of a passage that may stand in a reply, in order, each with its offsets in the document. */
export function candidateSentences(passage: Passage, terms: readonly QuestionTerm[]): Candidate[] {
  const { title, sections } = analysedPassage(passage);
  return sections.flatMap(({ at, heading, sentences }) => {
    const headingFit = share(terms, heading);
    const around = new Set([...title, ...heading]);
    return sentences
      .filter(({ text }) => isUsable(text))
      .map(({ text, words, start, end }) => ({
        passage,
        text,
        start: passage.start + start,
        end: passage.start + end,
        section: at === undefined ? undefined : passage.start + at,
        words,
        isStep: IMPERATIVE.test(text),
        isLeadIn: /:$/.test(text),
        fit: share(terms, words) * costOf(text),
        fitInContext: share(terms, words, around) * costOf(text),
        headingFit,
      }));
  });
}

const costOf = (text: string): number => (GLUED.test(text) ? GLUED_COST : 1);

function isUsable(text: string): boolean {
  const words = text.split(/\s+/).length;
  if (NOISE.test(text) || words > MAX_WORDS || words < 2) return false;
  if (/\?["')]?$/.test(text)) return false;
  if (isTableOfContents(text)) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const closed = /[.!:)"'\u201D]$/.test(text);
  return letters > text.length * 0.5 && (closed ? words >= 2 : words >= 4);
}

/** Headings run together: hardly a function word, or capitals in the middle without an end. */
function isTableOfContents(text: string): boolean {
  const words = text.split(/\s+/);
  if (words.length < 6) return false;
  const functional = words.filter((word) => STOP_WORDS.has(word.toLowerCase().replace(/[^\p{L}']/gu, ''))).length;
  const gerunds = words.filter((word) => /^\p{Lu}\p{Ll}+ing$/u.test(word)).length;
  const closed = /[.!:)]["'\u201D]?$/.test(text);
  return gerunds >= 3 || (!closed && GLUED.test(text)) || (words.length >= 12 && functional / words.length < 0.1);
}
