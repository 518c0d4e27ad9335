import { derivedId } from '@mesh/kernel';
import { QdrantCounterpart } from '../../qdrant-counterpart/qdrant-counterpart';
import type { SuperUser } from './super-user';

const PASSAGES = `
  SELECT c.tenant_id AS tenant, count(*)::int AS passages FROM research.chunks c
  JOIN research.document_versions v USING (tenant_id, document_id, version)
  WHERE v.status = 'live' GROUP BY c.tenant_id`;

/** In every collection one point says how far it has come. */
const STATE_POINTS = 1;

/** The counterpart that stands in for Qdrant, and what it must hold. */
export class QdrantRig {
  private constructor(readonly counterpart: QdrantCounterpart) {}

  static async start(): Promise<QdrantRig> {
    return new QdrantRig(await new QdrantCounterpart().start());
  }

  /** @throws Error when the mesh was started without it */
  static of({ qdrant }: { readonly qdrant?: QdrantRig }): QdrantRig {
    if (!qdrant) throw new Error('the mesh was started without the counterpart of Qdrant');
    return qdrant;
  }

  /** Passages behind the alias of a tenant; undefined when it has none. */
  pointsOf(tenant: string): number | undefined {
    const id = derivedId('collection', tenant);
    const name = this.counterpart.collections().find((candidate) => candidate.includes(id));
    if (name === undefined) return undefined;
    return this.counterpart.pointsIn(name.slice(0, name.indexOf(id) + id.length)) - STATE_POINTS;
  }

  /** In words, where points and live passages do not agree. */
  async surplus({ database }: { readonly database: SuperUser }): Promise<string[]> {
    const rows = await database.rows<{ tenant: string; passages: number }>(PASSAGES);
    return rows.flatMap(({ tenant, passages }) => {
      const points = this.pointsOf(tenant);
      return points === passages ? [] : [`${tenant}: ${passages} passages, ${points} points`];
    });
  }
}
