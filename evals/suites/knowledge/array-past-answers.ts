import { type PastAnswer, PastAnswers } from '../../../apps/research/src/search-knowledge/past-answers.port';

/** The approved answers of an evaluation. */
export class ArrayPastAnswers extends PastAnswers {
  private readonly tenants = new Map<string, readonly PastAnswer[]>();

  store(tenantId: string, answers: readonly PastAnswer[]): void {
    this.tenants.set(tenantId, answers);
  }

  async behind(tenantId: string, documentIds: readonly string[]): Promise<readonly PastAnswer[]> {
    const wanted = new Set(documentIds);
    return (this.tenants.get(tenantId) ?? []).filter(({ documentId }) => wanted.has(documentId));
  }
}
