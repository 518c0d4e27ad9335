import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard, ProblemException } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { DocumentPath } from '../documents/document-input';
import { liveDocument } from '../documents/pg-document-views';
import { visibleAudiences } from '../documents/visible-audiences';
import { KnowledgeSearch } from '../search-knowledge/knowledge-search';
import { type SearchItem, asItem, bestOfEach } from '../search-knowledge/search-item';

/** What a document is about stands at its beginning. */
const BEGINNING = 1_000;

class RelatedQuery extends createZodDto(z.strictObject({ limit: z.coerce.number().int().min(1).max(20).default(5) })) {}

/** Other documents about the same matter, as far as the caller may see them. */
@Controller('internal/knowledge/documents/:id/related')
@UseGuards(InternalGuard)
export class RelatedDocumentsController {
  constructor(
    @Inject(KnowledgeSearch) private readonly knowledge: KnowledgeSearch,
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
  ) {}

  @Get()
  async related(
    @Param() { id }: DocumentPath,
    @Query() { limit }: RelatedQuery,
    @Caller() caller: InternalCaller,
  ): Promise<{ items: SearchItem[] }> {
    const { tenantId } = caller;
    const audiences = visibleAudiences(caller);
    const document = await this.database.inTenant(tenantId, (sql) => liveDocument(sql, tenantId, { id, audiences }));
    if (!document) throw new ProblemException(404, 'DOCUMENT_NOT_FOUND', 'There is no such document.');
    const text = `${document.title}\n${document.body.slice(0, BEGINNING)}`;
    const ranked = await this.knowledge.find({ tenantId, text, audiences });
    const others = bestOfEach(ranked).filter(({ passage }) => passage.documentId !== id);
    return { items: others.slice(0, limit).map(asItem) };
  }
}
