import { Inject, Injectable } from '@nestjs/common';
import { FeatureFlags } from '@mesh/bootstrap';
import { WorkerDatabase } from '@mesh/persistence';
import { type ResolutionRow, resolutionsBehind } from '../resolutions/pg-resolutions';
import { type PastAnswer, PastAnswers } from './past-answers.port';

@Injectable()
export class PgPastAnswers extends PastAnswers {
  constructor(
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(FeatureFlags) private readonly flags: FeatureFlags,
  ) {
    super();
  }

  async behind(tenantId: string, documentIds: readonly string[]): Promise<readonly PastAnswer[]> {
    if (documentIds.length === 0 || !(await this.flags.isOn('past-answers', tenantId))) return [];
    const rows = await this.database.inTenant(tenantId, (sql) => resolutionsBehind(sql, tenantId, documentIds));
    return rows.map(answerOf);
  }
}

const answerOf = ({ id, ticketId, documentId, question, cited }: ResolutionRow): PastAnswer => ({
  documentId,
  decisionId: id,
  ticketId,
  question,
  cited: cited.map(({ document_id, document_version, start, end }) => ({
    documentId: document_id,
    documentVersion: document_version,
    start,
    end,
  })),
});
