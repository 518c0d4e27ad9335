import { ABBREVIATIONS, SENTENCE_OPENERS } from './sentence-words';

export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What the line it stands in looks like. */
  readonly kind: 'text' | 'item' | 'heading';
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });
const LIST_MARKER = /^\s*(?:[-*+\u2022\u25CF\u25AA]|\(?\d{1,2}[.)]|[a-z][.)])\s+/;
const HEADING_MARKER = /^\s{0,3}#{1,6}\s+/;
const GLUED_STOP = /(?<=[\p{Ll}\d)"'\u201D][.?!:])(?=\p{Lu}\p{Ll})|(?<=[.?!:]\)|[\p{Ll}]\))(?=\p{Lu}\p{Ll})/gu;
/** What a sentence cannot end in: the address of a link, with or without the words that it hangs on. */
const LINK = /\bhttps?:\/\/[^\s<>"]+/gi;
const GLUED_WORD = /(?<=[\p{Ll})])(?=\p{Lu}\p{Ll})/gu;

/**
 * Sentences with exact offsets: `text.slice(start, end) === sentence.text`, in order, without overlap, never empty.
 * A line break ends a sentence; list and heading markers are left out; text whose line breaks were lost
 * ("…SettingsGo to…", "…dashboard.Click…") is divided where a new sentence evidently begins. An address is never divided.
 */
export function splitSentences(text: string): Sentence[] {
  return lines(text).flatMap((line) => sentencesOfLine(text, line));
}

function lines(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g))
    spans.push({ start: match.index, end: match.index + match[0].length });
  return spans;
}

function sentencesOfLine(text: string, line: Span): Sentence[] {
  const raw = text.slice(line.start, line.end);
  const marker = HEADING_MARKER.exec(raw) ?? LIST_MARKER.exec(raw);
  const kind = HEADING_MARKER.test(raw) ? 'heading' : marker ? 'item' : 'text';
  const content = { start: line.start + (marker?.[0].length ?? 0), end: line.end };
  const links = [...raw.matchAll(LINK)].map(({ index, 0: link }) => ({
    start: line.start + index,
    end: line.start + index + link.length,
  }));
  const isWithinLink = (at: number): boolean => links.some(({ start, end }) => start < at && at < end);
  const spans = pieces(text, content).flatMap((piece) => segments(text, piece));
  return merge(spans, (last) => isWithinLink(last.end) || endsOpen(text.slice(last.start, last.end)))
    .map((span) => trim(text, span))
    .filter((span) => /[\p{L}\p{N}]/u.test(text.slice(span.start, span.end)))
    .map((span) => ({ text: text.slice(span.start, span.end), ...span, kind }));
}

function pieces(text: string, line: Span): Span[] {
  const raw = text.slice(line.start, line.end);
  const cuts = [...raw.matchAll(GLUED_STOP)].map((match) => match.index);
  for (const match of raw.matchAll(GLUED_WORD)) if (opensSentence(raw, match.index)) cuts.push(match.index);
  return [0, ...cuts.sort((a, b) => a - b)].map((from, index, all) => ({
    start: line.start + from,
    end: line.start + (all[index + 1] ?? raw.length),
  }));
}

function opensSentence(raw: string, at: number): boolean {
  const word = /^\p{L}+/u.exec(raw.slice(at, at + 20))?.[0] ?? '';
  const before = /\p{L}+\)?$/u.exec(raw.slice(Math.max(0, at - 20), at))?.[0] ?? '';
  return before.length > 2 && (SENTENCE_OPENERS.has(word) || /^\p{Lu}\p{Ll}{3,}ing$/u.test(word));
}

function segments(text: string, span: Span): Span[] {
  const found: Span[] = [];
  for (const part of SEGMENTER.segment(text.slice(span.start, span.end))) {
    found.push({ start: span.start + part.index, end: span.start + part.index + part.segment.length });
  }
  return found;
}

function merge(spans: readonly Span[], isOpen: (span: Span) => boolean): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && last.end === span.start && isOpen(last)) {
      merged[merged.length - 1] = { start: last.start, end: span.end };
    } else merged.push(span);
  }
  return merged;
}

/** A dot after an abbreviation, an initial or a bare list number does not end a sentence. */
function endsOpen(segment: string): boolean {
  if (!/\s$/.test(segment)) return false;
  const lastWord = /(\S+)\s*$/.exec(segment)?.[1]?.replace(/^[("']+/, '') ?? '';
  return (
    ABBREVIATIONS.has(lastWord.toLowerCase()) || /^\p{Lu}\.$/u.test(lastWord) || /^\s*\d{1,2}[.)]\s*$/.test(segment)
  );
}

function trim(text: string, span: Span): Span {
  const raw = text.slice(span.start, span.end);
  const start = span.start + (raw.length - raw.trimStart().length);
  return { start, end: Math.max(start, span.start + raw.trimEnd().length) };
}
