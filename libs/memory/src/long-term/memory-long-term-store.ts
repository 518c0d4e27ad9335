import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TermStatistics } from '@mesh/text';
import type { TierHealth } from '../health';
import { type IndexState, LongTermStore, type PassageQuery } from './long-term-store.port';
import type { PassageHit, StoredPassage } from './stored-passage';
import { TenantIndex } from './tenant-index';

/** How this store analyses passages. */
const INDEX_VERSION = 'bm25+hashed-1';
/** Indexes of tenants that were not asked about for longest go first; they are loaded again when needed. */
const MAX_TENANTS = 500;
/** Analysing takes about a millisecond per passage; after so many the process may answer somebody else. */
const PASSAGES_AT_A_TIME = 10;

/** The long-term index in this process: empty after a start, filled from the truth at the first question of a tenant. */
export class MemoryLongTermStore extends LongTermStore {
  private readonly tenants = new Map<string, TenantIndex>();

  constructor(private readonly maxTenants = MAX_TENANTS) {
    super();
  }

  async state(tenantId: string): Promise<IndexState> {
    return stateOf(this.tenants.get(tenantId) ?? new TenantIndex());
  }

  async upsert(tenantId: string, passages: readonly StoredPassage[]): Promise<void> {
    await fill(this.use(tenantId), passages);
  }

  async removeDocuments(tenantId: string, documentIds: readonly string[]): Promise<number> {
    const index = this.use(tenantId);
    return documentIds.reduce((removed, documentId) => removed + index.removeDocument(documentId), 0);
  }

  async advance(tenantId: string, revision: number): Promise<void> {
    const index = this.use(tenantId);
    index.revision = Math.max(index.revision, revision);
  }

  async search(tenantId: string, query: PassageQuery, signal?: AbortSignal): Promise<readonly PassageHit[]> {
    signal?.throwIfAborted();
    return this.use(tenantId).search(query);
  }

  async passagesOf(tenantId: string, documentId: string, documentVersion: number): Promise<readonly StoredPassage[]> {
    return this.use(tenantId).passagesOf(documentId, documentVersion);
  }

  async statistics(tenantId: string): Promise<TermStatistics> {
    return this.use(tenantId).statistics;
  }

  async rebuild(
    tenantId: string,
    revision: number,
    batches: AsyncIterable<readonly StoredPassage[]>,
  ): Promise<IndexState> {
    const next = new TenantIndex();
    for await (const batch of batches) await fill(next, batch);
    next.revision = revision;
    this.tenants.set(tenantId, next);
    return stateOf(next);
  }

  async health(): Promise<TierHealth> {
    const passages = [...this.tenants.values()].reduce((sum, index) => sum + index.size, 0);
    return { tier: 'long_term', status: 'up', details: { tenants: this.tenants.size, passages } };
  }

  private use(tenantId: string): TenantIndex {
    const index = this.tenants.get(tenantId) ?? new TenantIndex();
    this.tenants.delete(tenantId);
    this.tenants.set(tenantId, index);
    for (const oldest of this.tenants.keys()) {
      if (this.tenants.size <= this.maxTenants) break;
      this.tenants.delete(oldest);
    }
    return index;
  }
}

const stateOf = (index: TenantIndex): IndexState => ({
  indexVersion: INDEX_VERSION,
  revision: index.revision,
  passages: index.size,
});

async function fill(index: TenantIndex, passages: readonly StoredPassage[]): Promise<void> {
  for (const [at, passage] of passages.entries()) {
    index.put(passage);
    if (at % PASSAGES_AT_A_TIME === PASSAGES_AT_A_TIME - 1) await nextTurn();
  }
}
