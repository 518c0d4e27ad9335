import type { Ticket } from '@mesh/client';

export interface QueryRow {
  readonly id: string;
  readonly query: string;
  readonly relevant_doc_ids: readonly string[];
  readonly answerable?: boolean;
  readonly difficulty?: string;
}

/** A question and what became of its ticket; no ticket when it did not end in time. */
export interface Asked {
  readonly query: QueryRow;
  readonly ticket?: Ticket | undefined;
}

export interface QueryResult {
  readonly id: string;
  readonly end: string;
  readonly reason: string | null;
  readonly cited: readonly string[];
  readonly relevant: boolean;
}

export interface AnswersReport {
  readonly n: number;
  readonly ended: number;
  /** Answerable questions: share answered without a person. */
  readonly answered: number;
  /** Of those answered: share that cites a relevant document. */
  readonly rightAmongAnswered: number;
  /** Of all answerable questions: share with a relevant document cited by the reply or by the draft shown to a person. */
  readonly rightAmongAll: number;
  readonly sentWithoutCitation: number;
  readonly citingMoreThanThree: number;
  /** Questions without an answer: share that landed with a person (or was closed as spam). */
  readonly refused: number;
  readonly unanswerable: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly perQuery: readonly QueryResult[];
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

export const citedBy = (ticket: Ticket | undefined): string[] => [
  ...new Set((ticket?.reply ?? ticket?.draft)?.citations.map((citation) => citation.documentId) ?? []),
];

/** What was sent without a person. */
const wasAnswered = ({ ticket }: Asked): boolean => ticket?.status === 'resolved' && ticket.reply !== undefined;

const isRight = ({ query, ticket }: Asked): boolean =>
  citedBy(ticket).some((documentId) => query.relevant_doc_ids.includes(documentId));

export function reportOf(asked: readonly Asked[]): AnswersReport {
  const answerable = asked.filter(({ query }) => query.answerable !== false);
  const unanswerable = asked.filter(({ query }) => query.answerable === false);
  const answered = answerable.filter(wasAnswered);
  return {
    n: asked.length,
    ended: asked.filter(({ ticket }) => ticket !== undefined).length,
    answered: share(answered.length, answerable.length),
    rightAmongAnswered: share(answered.filter(isRight).length, answered.length),
    rightAmongAll: share(answerable.filter(isRight).length, answerable.length),
    sentWithoutCitation: asked.filter((one) => wasAnswered(one) && citedBy(one.ticket).length === 0).length,
    citingMoreThanThree: asked.filter(({ ticket }) => citedBy(ticket).length > 3).length,
    refused: share(unanswerable.filter((one) => !wasAnswered(one)).length, unanswerable.length),
    unanswerable: unanswerable.length,
    ends: countBy(asked, ({ ticket }) => ticket?.status ?? 'not ended'),
    perQuery: asked.map(resultOf),
  };
}

const resultOf = (one: Asked): QueryResult => ({
  id: one.query.id,
  end: one.ticket?.status ?? 'not ended',
  reason: one.ticket?.handover?.reason ?? one.ticket?.approval?.reason ?? null,
  cited: citedBy(one.ticket),
  relevant: isRight(one),
});

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** The report as a table for people. */
export function tableOf(report: AnswersReport): string {
  const rows: [string, string][] = [
    ['questions', String(report.n)],
    ['ended', `${report.ended} of ${report.n}`],
    ['answered without a person', percent(report.answered)],
    ['  of those, a relevant document is cited', percent(report.rightAmongAnswered)],
    ['relevant document in reply or draft', percent(report.rightAmongAll)],
    ['sent without a citation', String(report.sentWithoutCitation)],
    ['more than three documents cited', String(report.citingMoreThanThree)],
    [`no answer exists (${report.unanswerable}): not answered`, percent(report.refused)],
    ...Object.entries(report.ends).map(([end, count]): [string, string] => [`  ${end}`, String(count)]),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`).join('\n');
}
