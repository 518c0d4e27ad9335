import type { EvidenceFound } from '@mesh/contracts';
import { LongTermMemory, MemoryLongTermStore, type PassageAudience, type StoredPassage } from '@mesh/memory';
import { Metrics } from '@mesh/observability';
import { z } from 'zod';
import { chunksOf } from '../../../apps/research/src/documents/chunks-of';
import { LocalEvidenceFinder } from '../../../apps/research/src/find-evidence/local-evidence-finder';
import type { PastAnswers } from '../../../apps/research/src/find-evidence/past-answers';
import { questionOf } from '../../../apps/research/src/find-evidence/question-of';
import { ResearchConfig } from '../../../apps/research/src/research.config';
import { KnowledgeSearch } from '../../../apps/research/src/search-knowledge/knowledge-search';
import { ArrayTruth } from './array-truth';
import type { DocumentRow, QuestionRow } from './rows';
import { conversationOf, TRIAGE } from './ticket-of';

export const EVERYBODY: readonly PassageAudience[] = ['public', 'internal'];

/** The files hold no approved replies. */
const NOTHING_LEARNT: Pick<PastAnswers, 'throughDocuments'> = {
  throughDocuments: (_tenantId, ranked) => Promise.resolve([...ranked]),
};

/**
 * The knowledge of several tenants behind the search and the evidence finder of the research service, with the index in
 * process and no database.
 */
export class LocalKnowledge {
  private readonly truth = new ArrayTruth();
  private readonly search: KnowledgeSearch;
  private readonly finder: LocalEvidenceFinder;

  constructor() {
    const config = z.object(ResearchConfig.shape).parse({});
    const memory = new LongTermMemory(new MemoryLongTermStore(), this.truth);
    this.search = new KnowledgeSearch(memory, config, new Metrics('research', { withProcess: false }));
    this.finder = new LocalEvidenceFinder(this.search, NOTHING_LEARNT, config);
  }

  /** @param answered earlier questions with the documents that answered them */
  async know(
    tenantId: string,
    documents: readonly DocumentRow[],
    answered: readonly QuestionRow[] = [],
  ): Promise<void> {
    const passages = documents.flatMap((row) => passagesOf(tenantId, row));
    this.truth.store(tenantId, [...passages, ...answered.map(resolutionOf)]);
    await this.search.memory.catchUp(tenantId);
  }

  /** The documents found for a question, best first, as `POST /v1/knowledge/search` gives them. */
  async documentsFor(tenantId: string, query: string, audiences = EVERYBODY): Promise<string[]> {
    const text = questionOf(conversationOf(query));
    const ranked = await this.search.find({ tenantId, text, audiences, kinds: ['knowledge'] });
    return [...new Set(ranked.map(({ passage }) => passage.documentId))];
  }

  /** What a ticket with this question is answered from. */
  async evidenceFor(tenantId: string, query: string): Promise<EvidenceFound> {
    const task = { tenantId, conversation: conversationOf(query), triage: TRIAGE };
    return (await this.finder.find(task, new AbortController().signal)).result;
  }
}

function passagesOf(tenantId: string, row: DocumentRow): StoredPassage[] {
  const audience: PassageAudience = row.internal ? 'internal' : 'public';
  const content = { title: row.title, body: row.text, tags: [], audience, keywords: '' };
  return chunksOf(tenantId, { documentId: row.doc_id, version: 1 }, content).map(
    ({ chunkId, ordinal, headingPath, start, end }) => ({
      ...{ id: chunkId, kind: 'knowledge' as const, audience, documentId: row.doc_id, documentVersion: 1, ordinal },
      ...{ title: row.title, headingPath, keywords: '', start, end, text: row.text.slice(start, end) },
    }),
  );
}

function resolutionOf({ id, query, answer, relevant_doc_ids: relevant }: QuestionRow): StoredPassage {
  const text = answer ?? 'Answered from the cited documents.';
  return {
    ...{ id: `answered-${id}`, kind: 'resolution', audience: 'public', documentId: `answered-${id}`, ordinal: 0 },
    ...{ documentVersion: 1, title: 'Approved answer', headingPath: [], start: 0, end: text.length, text },
    keywords: query.slice(0, 2_000),
    cites: relevant.map((documentId) => ({ documentId, documentVersion: 1 })),
  };
}
