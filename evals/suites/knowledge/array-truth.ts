import { LongTermTruth, type StoredPassage, type TruthPage } from '@mesh/memory';

/** What is live in an evaluation: all that was stored, in one revision per tenant. */
export class ArrayTruth extends LongTermTruth {
  private readonly tenants = new Map<string, readonly StoredPassage[]>();

  store(tenantId: string, passages: readonly StoredPassage[]): void {
    this.tenants.set(tenantId, passages);
  }

  async revision(tenantId: string): Promise<number> {
    return this.tenants.has(tenantId) ? 1 : 0;
  }

  async changesSince(tenantId: string, revision: number): Promise<TruthPage> {
    const passages = revision < 1 ? (this.tenants.get(tenantId) ?? []) : [];
    const byDocument = new Map<string, StoredPassage[]>();
    for (const passage of passages) {
      byDocument.set(passage.documentId, [...(byDocument.get(passage.documentId) ?? []), passage]);
    }
    const changes = [...byDocument].map(([documentId, own]) => ({ documentId, passages: own }));
    return { changes, revision: 1, complete: true };
  }

  async liveOf(_tenantId: string, passageIds: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(passageIds);
  }
}
