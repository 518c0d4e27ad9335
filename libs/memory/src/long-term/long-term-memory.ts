import { TerminalError } from '@mesh/kernel';
import type { IndexState, LongTermStore, PassageQuery } from './long-term-store.port';
import type { LongTermTruth, TruthPage } from './long-term-truth.port';
import type { PassageHit, StoredPassage } from './stored-passage';

/** How an index stands to its truth. */
export interface IndexFreshness {
  readonly revision: number;
  readonly newest: number;
  /** Changes that the index does not know yet; 0 when it knows everything. */
  readonly behind: number;
}

/** The index and its truth as one: it brings the index up to date before a search and never returns a dead passage. */
export class LongTermMemory {
  private readonly catchingUp = new Map<string, Promise<void>>();

  constructor(
    readonly store: LongTermStore,
    private readonly truth: LongTermTruth,
  ) {}

  /** @throws RetryableError when the index or its truth is away */
  async search(tenantId: string, query: PassageQuery, signal?: AbortSignal): Promise<readonly PassageHit[]> {
    await this.catchUp(tenantId);
    const hits = await this.store.search(tenantId, query, signal);
    return this.onlyLive(tenantId, hits);
  }

  /** Applies what changed in the truth; returns at once when nothing did. Concurrent calls share one run. */
  async catchUp(tenantId: string): Promise<void> {
    const running = this.catchingUp.get(tenantId);
    if (running) await running;
    const state = await this.store.state(tenantId);
    if ((await this.truth.revision(tenantId)) <= state.revision) return;
    await this.shared(tenantId, () => this.apply(tenantId, state));
  }

  /** How far the index is behind the truth, without catching up. */
  async freshness(tenantId: string): Promise<IndexFreshness> {
    const { revision } = await this.store.state(tenantId);
    const newest = await this.truth.revision(tenantId);
    return { revision, newest, behind: Math.max(0, newest - revision) };
  }

  /** Builds the index of a tenant anew from the truth. What changed meanwhile went into the old index: it is applied again. */
  async rebuild(tenantId: string): Promise<IndexState> {
    const revision = await this.truth.revision(tenantId);
    const rebuilt = await this.store.rebuild(tenantId, revision, this.everything(tenantId));
    // Catching up with the old index may fail now; what it was about to do is done again here.
    await Promise.allSettled([this.catchingUp.get(tenantId)]);
    await this.shared(tenantId, () => this.apply(tenantId, { ...rebuilt, revision }));
    return this.store.state(tenantId);
  }

  private async onlyLive(tenantId: string, hits: readonly PassageHit[]): Promise<readonly PassageHit[]> {
    if (hits.length === 0) return hits;
    const live = await this.truth.liveOf(
      tenantId,
      hits.map((hit) => hit.passage.id),
    );
    return hits.filter((hit) => live.has(hit.passage.id));
  }

  private shared(tenantId: string, work: () => Promise<void>): Promise<void> {
    const running = this.catchingUp.get(tenantId);
    if (running) return running;
    const started = work().finally(() => this.catchingUp.delete(tenantId));
    this.catchingUp.set(tenantId, started);
    return started;
  }

  private async apply(tenantId: string, from: IndexState): Promise<void> {
    let base = from;
    for await (const page of this.pages(tenantId, from.revision)) {
      const documents = page.changes.map((change) => change.documentId);
      await this.store.removeDocuments(tenantId, documents, page.revision);
      await this.store.upsert(tenantId, passagesOf(page), page.revision);
      await this.store.advance(tenantId, page.revision, base);
      base = { ...base, revision: page.revision };
    }
  }

  private async *everything(tenantId: string): AsyncGenerator<readonly StoredPassage[]> {
    for await (const page of this.pages(tenantId, 0)) yield passagesOf(page);
  }

  private async *pages(tenantId: string, from: number): AsyncGenerator<TruthPage> {
    let revision = from;
    for (;;) {
      const page = await this.truth.changesSince(tenantId, revision);
      yield page;
      if (page.complete) return;
      if (page.revision <= revision) throw new TerminalError('TRUTH_STUCK', 'a page of changes brought no progress');
      revision = page.revision;
    }
  }
}

const passagesOf = (page: TruthPage): readonly StoredPassage[] => page.changes.flatMap((change) => change.passages);
