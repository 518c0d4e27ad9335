import { PrivacyMask } from '@mesh/llm';
import { type PiiType, detectPii } from '@mesh/text';
import type { EvalSuite, Figure, SuiteResult, WorstCase } from '../framework/suite';
import { intervalOfShare } from '../framework/statistics';

interface PiiRow {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly Span[];
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly value: string;
}

interface Judged {
  readonly row: PiiRow;
  readonly span: Span;
  readonly isMasked: boolean;
}

const FILE = 'pii-presidio.jsonl';
/** What has to be masked, by the name in the report and the name in the file. */
const TYPES: readonly (readonly [key: string, type: string, ours: PiiType])[] = [
  ['email', 'EMAIL_ADDRESS', 'EMAIL'],
  ['card', 'CREDIT_CARD', 'CARD'],
  ['iban', 'IBAN_CODE', 'IBAN'],
  ['phone', 'PHONE_NUMBER', 'PHONE'],
  ['ssn', 'US_SSN', 'SSN'],
  ['ip', 'IP_ADDRESS', 'IP'],
];
const NAMED = new Set(TYPES.map(([, type]) => type));
const SMALL = 100;

/** What is masked before a text leaves for a remote model, and what is masked without need. */
export const piiSuite: EvalSuite = {
  name: 'pii',
  run({ directories, progress }): Promise<SuiteResult> {
    const rows = directories.rows<PiiRow>(FILE);
    progress(`pii: ${rows.length} texts`);
    const judged = rows.flatMap((row) => judge(row));
    const others = rows.map(otherTokens);
    const all = sum(others.map(({ tokens }) => tokens));
    const masked = sum(others.map(({ hidden }) => hidden));
    const types = TYPES.map(([key, type]) => ({ key, spans: judged.filter(({ span }) => span.type === type) }));
    return Promise.resolve({
      report: { pii: { ...Object.fromEntries(types.map(reportOf)), otherTokensMasked: masked / Math.max(1, all) } },
      figures: [...types.map(figureOf), shareFigure('other tokens masked', masked, all, 0.02)],
      worst: judged.filter(({ isMasked }) => !isMasked).map(worstOf),
    });
  },
};

/** Masked means: no digit and no letter of the value is sent. */
function judge(row: PiiRow): Judged[] {
  const sent = new PrivacyMask().maskText(row.text);
  const found = detectPii(row.text);
  return row.spans
    .filter(({ type }) => NAMED.has(type))
    .map((span) => {
      const covered = found.some(({ start, end }) => start <= span.start && span.end <= end);
      return { row, span, isMasked: !sent.includes(span.value) && (covered || isTornApart(sent, span)) };
    });
}

/** Found in pieces: then no piece of it of some length may be left. */
const isTornApart = (sent: string, { value }: Span): boolean =>
  (value.match(/[\p{L}\p{N}]{3,}/gu) ?? [value]).every((piece) => !sent.includes(piece));

function otherTokens({ text, spans }: PiiRow): { readonly tokens: number; readonly hidden: number } {
  const found = detectPii(text);
  const personal = spans.filter(({ type }) => NAMED.has(type));
  const tokens = [...text.matchAll(/\S+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const others = tokens.filter((token) => !personal.some((span) => overlaps(token, span)));
  return {
    tokens: others.length,
    hidden: others.filter((token) => found.some((span) => overlaps(token, span))).length,
  };
}

const overlaps = (left: Pick<Span, 'start' | 'end'>, right: Pick<Span, 'start' | 'end'>): boolean =>
  left.start < right.end && right.start < left.end;

const missesOf = (spans: readonly Judged[]): number => spans.filter(({ isMasked }) => !isMasked).length;

const reportOf = ({ key, spans }: { readonly key: string; readonly spans: readonly Judged[] }): [string, object] => [
  key,
  { recall: 1 - missesOf(spans) / Math.max(1, spans.length), missed: missesOf(spans), n: spans.length },
];

function figureOf({ key, spans }: { readonly key: string; readonly spans: readonly Judged[] }): Figure {
  const allowed = spans.length < SMALL ? 1 / Math.max(1, spans.length) : 0.02;
  return shareFigure(`${key} missed`, missesOf(spans), spans.length, allowed);
}

const shareFigure = (name: string, count: number, n: number, target: number): Figure => ({
  name,
  value: count / Math.max(1, n),
  interval: intervalOfShare(count, n),
  n,
  target,
  atMost: true,
});

const worstOf = ({ row, span }: Judged): WorstCase => ({
  id: row.id,
  text: row.text.slice(Math.max(0, span.start - 80), span.end + 40),
  expected: span.type,
  got: 'sent as it is',
  weight: 1,
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
