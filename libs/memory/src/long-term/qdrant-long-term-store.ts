import type { TermStatistics } from '@mesh/text';
import { type TierHealth, degradedTier } from '../health';
import { type IndexState, LongTermStore, type PassageQuery } from './long-term-store.port';
import { QDRANT_INDEX_VERSION, QdrantCollections } from './qdrant-collections';
import { QdrantConnection, type QdrantOptions } from './qdrant-connection';
import { isMissing } from './qdrant-fault';
import { PASSAGE_KINDS, pointsOf } from './qdrant-filter';
import { QdrantIndexState } from './qdrant-index-state';
import { passageOf, pointOf } from './qdrant-point';
import { QdrantPoints } from './qdrant-points';
import { searchQdrant } from './qdrant-search';
import { QdrantStatistics } from './qdrant-statistics';
import type { PassageHit, StoredPassage } from './stored-passage';

const PASSAGES = { kinds: PASSAGE_KINDS };

/** The long-term index on a Qdrant server, shared by all replicas. */
export class QdrantLongTermStore extends LongTermStore {
  private readonly connection: QdrantConnection;
  private readonly collections: QdrantCollections;
  private readonly points: QdrantPoints;
  private readonly states: QdrantIndexState;
  private readonly rarity: QdrantStatistics;
  /** Tenants whose collection was there: if it is not any more, that is a fault and not an empty answer. */
  private readonly seen = new Set<string>();
  private readonly ready = new Set<string>();
  private readonly newest = new Map<string, IndexState>();

  constructor(options: QdrantOptions & { readonly prefix: string }, connection = new QdrantConnection(options)) {
    super();
    this.connection = connection;
    this.collections = new QdrantCollections(connection, options.prefix);
    this.points = new QdrantPoints(connection);
    this.states = new QdrantIndexState(this.points);
    this.rarity = new QdrantStatistics(connection);
  }

  async state(tenantId: string): Promise<IndexState> {
    const state = await this.reading(tenantId, NOTHING, (name) => this.readState(name, tenantId));
    this.newest.set(tenantId, state);
    return state;
  }

  async upsert(tenantId: string, passages: readonly StoredPassage[], writtenFor?: number): Promise<void> {
    const points = passages.map((passage) => pointOf(tenantId, passage, writtenFor ?? 0));
    const older = { update_filter: pointsOf(tenantId, { ...PASSAGES, writtenUpTo: writtenFor ?? 0 }) };
    await this.writing(tenantId, (name) => this.points.write(name, points, writtenFor === undefined ? {} : older));
  }

  async removeDocuments(tenantId: string, documentIds: readonly string[], writtenBefore?: number): Promise<number> {
    if (documentIds.length === 0) return 0;
    const which = { ...PASSAGES, documentIds, ...(writtenBefore === undefined ? {} : { writtenBefore }) };
    return this.writing(tenantId, async (name) => {
      const removed = await this.points.count(name, tenantId, which);
      if (removed > 0) await this.points.remove(name, tenantId, which);
      return removed;
    });
  }

  async advance(tenantId: string, revision: number, base?: IndexState): Promise<void> {
    await this.writing(tenantId, (name) => this.states.advance(name, tenantId, revision, base));
  }

  async search(tenantId: string, query: PassageQuery, signal?: AbortSignal): Promise<readonly PassageHit[]> {
    signal?.throwIfAborted();
    return this.reading(tenantId, [], (name) => searchQdrant(this.connection, name, tenantId, query, signal));
  }

  async passagesOf(tenantId: string, documentId: string, documentVersion: number): Promise<readonly StoredPassage[]> {
    const which = { ...PASSAGES, documentIds: [documentId], documentVersion };
    const found = await this.reading(tenantId, [], (name) => this.points.read(name, tenantId, which));
    return found.map(passageOf).sort((left, right) => left.ordinal - right.ordinal);
  }

  async statistics(tenantId: string): Promise<TermStatistics> {
    const { build = '', revision, passages } = this.newest.get(tenantId) ?? (await this.state(tenantId));
    const state = `${build}/${revision}/${passages}`;
    const none = { size: 0, documentFrequency: () => 0 };
    return this.reading(tenantId, none, (name) => this.rarity.of(name, tenantId, state, passages));
  }

  async rebuild(
    tenantId: string,
    revision: number,
    batches: AsyncIterable<readonly StoredPassage[]>,
  ): Promise<IndexState> {
    const alias = this.collections.aliasOf(tenantId);
    const name = await this.collections.createBeside(alias);
    try {
      for await (const batch of batches) {
        const points = batch.map((passage) => pointOf(tenantId, passage, revision));
        await this.points.write(name, points);
      }
      await this.states.begin(name, tenantId, revision);
      await this.collections.swap(alias, name);
    } catch (error) {
      // What cannot be dropped now is dropped by the next rebuild.
      await Promise.allSettled([this.collections.dropUnused(alias, name)]);
      throw error;
    }
    this.changed(tenantId);
    return this.state(tenantId);
  }

  async health(): Promise<TierHealth> {
    try {
      const collections = await this.collections.list();
      return { tier: 'long_term', status: 'up', details: { collections: collections.length } };
    } catch (error) {
      return degradedTier('long_term', error);
    }
  }

  private async readState(name: string, tenantId: string): Promise<IndexState> {
    const [state, passages] = await Promise.all([
      this.states.read(name, tenantId),
      this.points.count(name, tenantId, PASSAGES),
    ]);
    // A collection that lost its state is filled from the beginning.
    if (!state) this.ready.delete(tenantId);
    return { indexVersion: QDRANT_INDEX_VERSION, revision: 0, ...state, passages };
  }

  /** `otherwise` is only for a tenant that has never had a collection. */
  private async reading<T>(tenantId: string, otherwise: T, read: (name: string) => Promise<T>): Promise<T> {
    const alias = this.collections.aliasOf(tenantId);
    if (!this.seen.has(tenantId)) {
      if (!(await this.collections.exists(alias))) return otherwise;
      this.seen.add(tenantId);
    }
    return this.noticingLoss(tenantId, () => read(alias));
  }

  private async writing<T>(tenantId: string, write: (name: string) => Promise<T>): Promise<T> {
    const alias = this.collections.aliasOf(tenantId);
    await this.makeReady(tenantId, alias);
    this.newest.delete(tenantId);
    this.rarity.forget(tenantId);
    return this.noticingLoss(tenantId, () => write(alias));
  }

  private async makeReady(tenantId: string, alias: string): Promise<void> {
    if (this.ready.has(tenantId)) return;
    if (!(await this.collections.exists(alias))) await this.collections.createFirst(alias);
    this.seen.add(tenantId);
    await this.noticingLoss(tenantId, () => this.states.begin(alias, tenantId));
    this.ready.add(tenantId);
  }

  /** After a loss the collection is looked for anew, and the next catching up fills it. */
  private async noticingLoss<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isMissing(error)) this.changed(tenantId);
      throw error;
    }
  }

  private changed(tenantId: string): void {
    this.seen.delete(tenantId);
    this.ready.delete(tenantId);
    this.newest.delete(tenantId);
    this.rarity.forget(tenantId);
  }
}

const NOTHING: IndexState = { indexVersion: QDRANT_INDEX_VERSION, revision: 0, passages: 0 };
