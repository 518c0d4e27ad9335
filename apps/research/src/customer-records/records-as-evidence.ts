import { steersMachine } from '@mesh/agents';
import type { Evidence, EvidenceFound } from '@mesh/contracts';
import { hashOf } from '@mesh/kernel';
import { analyze } from '@mesh/text';

export interface RecordText {
  readonly server: string;
  readonly tool: string;
  readonly text: string;
}

const MOST = 3;
const LONGEST = 2_000;

/** The records that fit the question best. A text that would steer a machine is no record. */
export function recordsAsEvidence(question: string, records: readonly RecordText[]): Evidence[] {
  const asked = contentWords(question);
  return records
    .filter(({ text }) => !steersMachine(text))
    .map((record) => ({ record, score: sharedWords(asked, contentWords(record.text)) }))
    .sort((left, right) => right.score - left.score)
    .slice(0, MOST)
    .map(({ record, score }) => asEvidence(record, score));
}

/** Evidence with records: they take the place of the last passages, and do not change the judgement of the question. */
export function withRecords(found: EvidenceFound, records: readonly Evidence[]): EvidenceFound {
  if (records.length === 0) return found;
  return { ...found, evidence: [...found.evidence.slice(0, MOST_EVIDENCE - records.length), ...records] };
}

const MOST_EVIDENCE = 12;

function asEvidence({ server, tool, text }: RecordText, score: number): Evidence {
  const quote = text.slice(0, LONGEST);
  const [title = tool] = quote.split('\n');
  const documentId = `record:${server}:${hashOf([tool, title]).slice(0, 16)}`;
  return {
    ...{ evidenceId: documentId, source: 'customer_record', documentId, documentVersion: versionOf(quote) },
    ...{ title: title.slice(0, 120), quote, start: 0, end: quote.length, score },
  };
}

/** A record has no versions of its own: another content is another version, so that an approval is bound to it. */
const versionOf = (quote: string): number => (Number.parseInt(hashOf(quote).slice(0, 8), 16) % 2_147_483_646) + 1;

const contentWords = (text: string): ReadonlySet<string> =>
  new Set(analyze(text).flatMap((term) => (term.kind === 'content' ? [term.term] : [])));

const sharedWords = (asked: ReadonlySet<string>, words: ReadonlySet<string>): number =>
  [...asked].filter((word) => words.has(word)).length;
