import { DocumentId } from '@mesh/contracts';
import { z } from 'zod';
import { type ServedTool, type ToolAnswer, servedTool } from '../served/served-tool';
import type { KnowledgeHit, KnowledgeSource } from './knowledge-source.port';

const limit = z.int().min(1).max(20).default(5).describe('How many at most');
const documentId = DocumentId.describe('Id of a document, as a search gives it');

/** The tools of the knowledge server. */
export const knowledgeTools = (knowledge: KnowledgeSource): readonly ServedTool[] => [
  servedTool({
    name: 'search_knowledge',
    title: 'Search knowledge',
    description: 'Finds the passages of the knowledge base that fit a question, the best of each document.',
    input: z.strictObject({
      query: z.string().trim().min(1).max(2000).describe('The question, in plain words'),
      limit,
    }),
    writes: false,
    answer: async (asked) => hitsAnswer(await knowledge.search(asked.query, asked.limit)),
  }),
  servedTool({
    name: 'get_document',
    title: 'Get document',
    description: 'Reads the live version of one document of the knowledge base.',
    input: z.strictObject({ documentId }),
    writes: false,
    answer: async (asked) => {
      const document = await knowledge.document(asked.documentId);
      return { texts: [`# ${document.title}\n\n${document.body}`], data: { document } };
    },
  }),
  servedTool({
    name: 'related_documents',
    title: 'Related documents',
    description: 'Finds other documents of the knowledge base about the same matter.',
    input: z.strictObject({ documentId, limit }),
    writes: false,
    answer: async (asked) => hitsAnswer(await knowledge.related(asked.documentId, asked.limit)),
  }),
];

const hitsAnswer = (items: readonly KnowledgeHit[]): ToolAnswer => ({
  texts: items.map(({ title, documentId: id, quote }) => `${title} (${id})\n${quote}`),
  data: { items },
});
