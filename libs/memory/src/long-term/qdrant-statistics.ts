import type { TermStatistics } from '@mesh/text';
import type { QdrantConnection } from './qdrant-connection';
import { PASSAGE_KINDS, pointsOf } from './qdrant-filter';

/** Words beyond these are in fewest passages and count as unseen. */
const MOST_TERMS = 100_000;
const MOST_TENANTS = 500;

interface Known {
  readonly state: string;
  readonly statistics: TermStatistics;
}

/** How rare words are, counted by Qdrant and kept here until the index has moved on. */
export class QdrantStatistics {
  private readonly known = new Map<string, Known>();

  constructor(private readonly connection: QdrantConnection) {}

  /** `state` names what the index holds: the same state, the same statistics. */
  async of(name: string, tenantId: string, state: string, size: number): Promise<TermStatistics> {
    const known = this.known.get(tenantId);
    if (known?.state === state) return known.statistics;
    const statistics = size === 0 ? EMPTY : await this.count(name, tenantId, size);
    this.known.delete(tenantId);
    this.known.set(tenantId, { state, statistics });
    for (const oldest of this.known.keys()) if (this.known.size > MOST_TENANTS) this.known.delete(oldest);
    return statistics;
  }

  forget(tenantId: string): void {
    this.known.delete(tenantId);
  }

  private async count(name: string, tenantId: string, size: number): Promise<TermStatistics> {
    const filter = pointsOf(tenantId, { kinds: PASSAGE_KINDS });
    const { hits } = await this.connection.call((client) =>
      client.facet(name, { key: 'terms', filter, limit: MOST_TERMS, exact: true }),
    );
    const frequencies = new Map(hits.map(({ value, count }) => [String(value), count]));
    return { size, documentFrequency: (term) => frequencies.get(term) ?? 0 };
  }
}

const EMPTY: TermStatistics = { size: 0, documentFrequency: () => 0 };
