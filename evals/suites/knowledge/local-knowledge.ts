import type { EvidenceFound } from '@mesh/contracts';
import { LongTermMemory, MemoryLongTermStore, type PassageAudience, type StoredPassage } from '@mesh/memory';
import { Metrics } from '@mesh/observability';
import { z } from 'zod';
import { chunksOf } from '../../../apps/research/src/documents/chunks-of';
import { inspected } from '../../../apps/research/src/documents/quarantine';
import { EvidenceSearch } from '../../../apps/research/src/find-evidence/evidence-search';
import { LocalEvidenceFinder } from '../../../apps/research/src/find-evidence/local-evidence-finder';
import { questionOf } from '../../../apps/research/src/find-evidence/question-of';
import { ResearchConfig } from '../../../apps/research/src/research.config';
import { type Candidates, KnowledgeSearch } from '../../../apps/research/src/search-knowledge/knowledge-search';
import type { PastAnswer } from '../../../apps/research/src/search-knowledge/past-answers.port';
import { ArrayPastAnswers } from './array-past-answers';
import { ArrayTruth } from './array-truth';
import type { DocumentRow, QuestionRow } from './rows';
import { conversationOf, TRIAGE } from './ticket-of';

export const EVERYBODY: readonly PassageAudience[] = ['public', 'internal'];

/**
 * The knowledge of several tenants behind the search and the evidence finder of the research service, with the index in
 * process and no database.
 */
export class LocalKnowledge {
  private readonly truth = new ArrayTruth();
  private readonly pastAnswers = new ArrayPastAnswers();
  private readonly search: KnowledgeSearch;
  private readonly finder: LocalEvidenceFinder;

  constructor() {
    const config = z.object(ResearchConfig.shape).parse({});
    const memory = new LongTermMemory(new MemoryLongTermStore(), this.truth);
    this.search = new KnowledgeSearch(
      memory,
      this.pastAnswers,
      config,
      new Metrics('research', { withProcess: false }),
    );
    this.finder = new LocalEvidenceFinder(new EvidenceSearch(this.search, config));
  }

  /** @param answered earlier questions with the documents that answered them */
  async know(
    tenantId: string,
    documents: readonly DocumentRow[],
    answered: readonly QuestionRow[] = [],
  ): Promise<void> {
    const passages = documents.flatMap((row) => passagesOf(tenantId, row));
    this.truth.store(tenantId, [...passages, ...answered.map(resolutionOf)]);
    this.approve(tenantId, answered);
    await this.search.memory.catchUp(tenantId);
  }

  /** From now on these of the answered questions, and no others, count as approved. */
  approve(tenantId: string, answered: readonly QuestionRow[]): void {
    this.pastAnswers.store(tenantId, answered.map(pastAnswerOf));
  }

  /** What a search for a question compares. */
  async candidatesFor(
    tenantId: string,
    query: string,
    audiences = EVERYBODY,
  ): Promise<Candidates & { readonly text: string }> {
    const text = questionOf(conversationOf(query));
    return { text, ...(await this.search.candidates({ tenantId, text, audiences })) };
  }

  /** The documents found for a question, best first, as `POST /v1/knowledge/search` gives them. */
  async documentsFor(tenantId: string, query: string, audiences = EVERYBODY): Promise<string[]> {
    const text = questionOf(conversationOf(query));
    const ranked = await this.search.find({ tenantId, text, audiences });
    return [...new Set(ranked.map(({ passage }) => passage.documentId))];
  }

  /** What a ticket with this question is answered from. */
  async evidenceFor(tenantId: string, query: string): Promise<EvidenceFound> {
    const task = { tenantId, conversation: conversationOf(query), triage: TRIAGE };
    return (await this.finder.find(task, new AbortController().signal)).result;
  }
}

/** Without those that would wait for a person: nobody releases anything here. */
function passagesOf(tenantId: string, row: DocumentRow): StoredPassage[] {
  const audience: PassageAudience = row.internal ? 'internal' : 'public';
  const content = { title: row.title, body: row.text, tags: [], audience, keywords: '' };
  const chunks = chunksOf(tenantId, { documentId: row.doc_id, version: 1 }, content);
  return inspected(chunks, content)
    .filter(({ quarantined }) => !quarantined)
    .map(({ chunkId, ordinal, headingPath, start, end }) => ({
      ...{ id: chunkId, kind: 'knowledge' as const, audience, documentId: row.doc_id, documentVersion: 1, ordinal },
      ...{ title: row.title, headingPath, keywords: '', start, end, text: row.text.slice(start, end) },
    }));
}

const keptAs = ({ id }: QuestionRow): string => `answered-${id}`;

function resolutionOf(row: QuestionRow): StoredPassage {
  const text = row.answer ?? 'Answered from the cited documents.';
  const documentId = keptAs(row);
  return {
    ...{ id: documentId, kind: 'resolution', audience: 'public', documentId, documentVersion: 1, ordinal: 0 },
    ...{ title: 'Approved answer', headingPath: [], start: 0, end: text.length, text },
    keywords: row.query.slice(0, 2_000),
  };
}

/** The files name documents, not places in them: the answer rests on their beginnings. */
const pastAnswerOf = (row: QuestionRow): PastAnswer => ({
  ...{ documentId: keptAs(row), decisionId: row.id, ticketId: row.id, question: row.query.slice(0, 2_000) },
  cited: row.relevant_doc_ids.map((documentId) => ({ documentId, documentVersion: 1, start: 0, end: 1 })),
});
