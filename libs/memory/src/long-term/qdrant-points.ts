import type { Schemas } from '@qdrant/js-client-rest';
import type { QdrantConnection } from './qdrant-connection';
import { unavailableBecause } from './qdrant-fault';
import { type PointSelection, pointsOf } from './qdrant-filter';

type Point = Schemas['PointStruct'];

const BATCH = 64;
const PAGE = 256;

/** Reads and writes points of one tenant; a write is done when the call returns. */
export class QdrantPoints {
  constructor(private readonly connection: QdrantConnection) {}

  /** `update` says which points that are there may be replaced; new ones are always written. */
  async write(
    name: string,
    points: readonly Point[],
    how: { readonly update_filter?: Schemas['Filter']; readonly update_mode?: Schemas['UpdateMode'] } = {},
  ): Promise<void> {
    for (let at = 0; at < points.length; at += BATCH) {
      const batch = points.slice(at, at + BATCH);
      completed(await this.connection.call((client) => client.upsert(name, { wait: true, points: batch, ...how })));
    }
  }

  async remove(name: string, tenantId: string, selection: PointSelection): Promise<void> {
    const filter = pointsOf(tenantId, selection);
    completed(await this.connection.call((client) => client.delete(name, { wait: true, filter })));
  }

  async setPayload(name: string, tenantId: string, selection: PointSelection, payload: object): Promise<void> {
    const filter = pointsOf(tenantId, selection);
    completed(
      await this.connection.call((client) => client.setPayload(name, { wait: true, payload: { ...payload }, filter })),
    );
  }

  async count(name: string, tenantId: string, selection: PointSelection): Promise<number> {
    const filter = pointsOf(tenantId, selection);
    return (await this.connection.call((client) => client.count(name, { filter, exact: true }))).count;
  }

  /** Every point of the selection with its payload. */
  async read(name: string, tenantId: string, selection: PointSelection): Promise<readonly Schemas['Record'][]> {
    const filter = pointsOf(tenantId, selection);
    const found: Schemas['Record'][] = [];
    let from: NonNullable<Schemas['ScrollResult']['next_page_offset']> | undefined;
    do {
      const offset = from === undefined ? {} : { offset: from };
      const page = await this.connection.call((client) =>
        client.scroll(name, { filter, limit: PAGE, with_payload: true, ...offset }),
      );
      found.push(...page.points);
      from = page.next_page_offset ?? undefined;
    } while (from !== undefined);
    return found;
  }
}

function completed({ status }: Schemas['UpdateResult']): void {
  if (status !== 'completed') throw unavailableBecause('not_completed');
}
