import { Inject, Injectable } from '@nestjs/common';
import type { PassageAudience, StoredPassage } from '@mesh/memory';
import { WorkerDatabase } from '@mesh/persistence';
import { type ResolutionRow, resolutionsBehind } from '../resolutions/pg-resolutions';
import type { StoredSpan } from '../resolutions/stored-span';
import { KnowledgeSearch } from '../search-knowledge/knowledge-search';
import type { RankedPassage } from '../search-knowledge/ranked-passage';
import { throughDocuments } from './through-documents.decision';

/** Lets past answers speak through the documents that they cite: a reply may rest on knowledge alone. */
@Injectable()
export class PastAnswers {
  constructor(
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(KnowledgeSearch) private readonly knowledge: KnowledgeSearch,
  ) {}

  /** The same ranking with every past answer replaced by the live passages that it cites. */
  async throughDocuments(
    tenantId: string,
    ranked: readonly RankedPassage[],
    audiences: readonly PassageAudience[],
  ): Promise<RankedPassage[]> {
    const ids = ranked.filter(({ passage }) => passage.kind === 'resolution').map(({ passage }) => passage.documentId);
    if (ids.length === 0) return [...ranked];
    const rows = await this.database.inTenant(tenantId, (sql) => resolutionsBehind(sql, tenantId, [...new Set(ids)]));
    const answers = await Promise.all(rows.map((row) => this.withPassages(tenantId, row)));
    const visible = answers.map(({ row, passages }) => ({
      row,
      passages: passages.filter(({ audience }) => audiences.includes(audience)),
    }));
    return throughDocuments(ranked, new Map(visible.map((answer) => [answer.row.documentId, answer])));
  }

  private async withPassages(tenantId: string, row: ResolutionRow) {
    const passages = await Promise.all(row.cited.map((span) => this.passagesUnder(tenantId, span)));
    return { row, passages: passages.flat() };
  }

  private async passagesUnder(tenantId: string, span: StoredSpan): Promise<StoredPassage[]> {
    const all = await this.knowledge.memory.store.passagesOf(tenantId, span.document_id, span.document_version);
    return all.filter((passage) => passage.start < span.end && span.start < passage.end);
  }
}
