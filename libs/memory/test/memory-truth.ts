import { LongTermTruth, type TruthPage } from '../src/long-term/long-term-truth.port';
import type { StoredPassage } from '../src/long-term/stored-passage';

/** A truth that a test can change; `fault` makes it go away. */
export class MemoryTruth extends LongTermTruth {
  fault: Error | undefined;
  pages = 0;
  private readonly documents = new Map<string, { revision: number; passages: readonly StoredPassage[] }>();
  private newest = 0;

  constructor(private readonly pageSize = 2) {
    super();
  }

  set(documentId: string, ...passages: StoredPassage[]): void {
    this.newest += 1;
    this.documents.set(documentId, { revision: this.newest, passages });
  }

  async revision(): Promise<number> {
    if (this.fault) throw this.fault;
    return this.newest;
  }

  async changesSince(_tenantId: string, revision: number): Promise<TruthPage> {
    this.pages += 1;
    const due = [...this.documents].filter(([, document]) => document.revision > revision);
    const page = due.sort(([, left], [, right]) => left.revision - right.revision).slice(0, this.pageSize);
    return {
      changes: page.map(([documentId, { passages }]) => ({ documentId, passages })),
      revision: page.at(-1)?.[1].revision ?? revision,
      complete: due.length <= this.pageSize,
    };
  }

  async liveOf(_tenantId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const live = new Set([...this.documents.values()].flatMap(({ passages }) => passages.map(({ id }) => id)));
    return new Set(ids.filter((id) => live.has(id)));
  }
}
