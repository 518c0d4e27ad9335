import MarkdownIt from 'markdown-it';
import { splitSentences } from '../tokens/split-sentences';

export interface Chunk {
  readonly ordinal: number;
  /** Titles of the Markdown headings above the chunk, outermost first. */
  readonly headingPath: readonly string[];
  readonly text: string;
  /** Offsets into the body: `body.slice(start, end) === text`. */
  readonly start: number;
  readonly end: number;
}

interface Unit {
  readonly start: number;
  readonly end: number;
  readonly words: number;
  readonly headingPath: readonly string[];
  readonly opensSection: boolean;
}

const TARGET_WORDS = 120;
const MAX_WORDS = 180;
const MIN_WORDS = 50;
const markdown = new MarkdownIt({ html: false, linkify: false });

/**
 * Divides a Markdown or plain-text body into passages of about 80 to 200 words that begin and end at sentence or block
 * borders. A section is not mixed with the next unless it is very short. Deterministic: the same body gives the same chunks.
 */
export function chunkDocument(document: { readonly title: string; readonly body: string }): Chunk[] {
  const { body } = document;
  return pack(units(body)).map((group, ordinal) => {
    const start = group[0]?.start ?? 0;
    const end = group.at(-1)?.end ?? start;
    return { ordinal, headingPath: headingOf(group), text: body.slice(start, end), start, end };
  });
}

function headingOf(group: readonly Unit[]): readonly string[] {
  return group.find((unit) => unit.headingPath.length > 0)?.headingPath ?? [];
}

function units(body: string): Unit[] {
  const found: Unit[] = [];
  let path: { level: number; title: string }[] = [];
  for (const block of blocks(body)) {
    if (block.level > 0)
      path = [...path.filter((h) => h.level < block.level), { level: block.level, title: block.title }];
    const headingPath = path.map((heading) => heading.title);
    const opensSection = block.level > 0;
    found.push(
      ...blockUnits(body, block).map((unit, index) => ({
        ...unit,
        headingPath,
        opensSection: opensSection && index === 0,
      })),
    );
  }
  return found;
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly title: string;
}

function blocks(body: string): Block[] {
  const offsets = lineOffsets(body);
  const tokens = markdown.parse(body, {});
  const found: Block[] = [];
  let covered = 0;
  tokens.forEach((token, index) => {
    if (
      !token.map ||
      token.type === 'inline' ||
      token.nesting < 0 ||
      /_list_open|blockquote_open|^t|list_item/.test(token.type)
    )
      return;
    const start = Math.max(covered, offsets[token.map[0]] ?? body.length);
    const end = offsets[token.map[1]] ?? body.length;
    if (end <= start || !body.slice(start, end).trim()) return;
    const level = token.type === 'heading_open' ? Number(token.tag.slice(1)) : 0;
    found.push({ start, end, level, title: level ? (tokens[index + 1]?.content ?? '') : '' });
    covered = end;
  });
  return fillGaps(body, found);
}

/** Whatever the parser did not report as a block (tables, link definitions) still belongs to the text. */
function fillGaps(body: string, found: readonly Block[]): Block[] {
  const all: Block[] = [];
  let at = 0;
  for (const block of [...found, { start: body.length, end: body.length, level: 0, title: '' }]) {
    if (/[\p{L}\p{N}]/u.test(body.slice(at, block.start)))
      all.push({ start: at, end: block.start, level: 0, title: '' });
    if (block.end > block.start) all.push(block);
    at = Math.max(at, block.end);
  }
  return all;
}

function lineOffsets(body: string): number[] {
  const offsets = [0];
  for (const match of body.matchAll(/\r\n?|\n/g)) offsets.push(match.index + match[0].length);
  return offsets;
}

function blockUnits(body: string, block: Block): Omit<Unit, 'headingPath' | 'opensSection'>[] {
  const text = body.slice(block.start, block.end);
  const whole = trimmed(body, block.start, block.end);
  if (countWords(text) <= TARGET_WORDS) return [whole];
  const spans = splitSentences(text);
  const cuts = [0, ...spans.slice(1).map((sentence) => sentence.start), text.length];
  return cuts
    .slice(1)
    .flatMap((end, index) => hardSplit(body, block.start + (cuts[index] ?? 0), block.start + end))
    .filter((unit) => unit.end > unit.start);
}

/** A "sentence" longer than a chunk (logs, tables without lines) is divided between words. */
function hardSplit(body: string, start: number, end: number): Omit<Unit, 'headingPath' | 'opensSection'>[] {
  const text = body.slice(start, end);
  if (countWords(text) <= MAX_WORDS && text.length <= MAX_WORDS * 12) return [trimmed(body, start, end)];
  const cuts: number[] = [0];
  for (const match of text.matchAll(/\s+/g)) {
    if (match.index - (cuts.at(-1) ?? 0) > TARGET_WORDS * 6) cuts.push(match.index);
  }
  return [...cuts.slice(1), text.length].map((to, index) => trimmed(body, start + (cuts[index] ?? 0), start + to));
}

function trimmed(body: string, start: number, end: number): Omit<Unit, 'headingPath' | 'opensSection'> {
  const raw = body.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  const to = Math.max(from, start + raw.trimEnd().length);
  return { start: from, end: to, words: countWords(raw) };
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function pack(all: readonly Unit[]): Unit[][] {
  const groups: Unit[][] = [];
  let words = 0;
  for (const unit of all) {
    const current = groups.at(-1);
    const full = words + unit.words > MAX_WORDS || (words >= TARGET_WORDS && unit.words > 20);
    if (!current || full || (unit.opensSection && words >= MIN_WORDS)) {
      groups.push([unit]);
      words = unit.words;
    } else {
      current.push(unit);
      words += unit.words;
    }
  }
  return joinShortTail(groups);
}

function joinShortTail(groups: Unit[][]): Unit[][] {
  const last = groups.at(-1);
  const previous = groups.at(-2);
  if (!last || !previous || sum(last) >= MIN_WORDS || sum(last) + sum(previous) > MAX_WORDS + MIN_WORDS) return groups;
  if (last[0]?.opensSection) return groups;
  return [...groups.slice(0, -2), [...previous, ...last]];
}

function sum(group: readonly Unit[]): number {
  return group.reduce((total, unit) => total + unit.words, 0);
}
