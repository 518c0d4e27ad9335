import { derivedId, newId } from '@mesh/kernel';
import { z } from 'zod';
import { readable, unavailableBecause } from './qdrant-fault';
import { STATE_KIND } from './qdrant-filter';
import type { IndexState } from './long-term-store.port';
import type { QdrantPoints } from './qdrant-points';

const Payload = z.object({ revision: z.number().int().min(0), build: z.string() });

export type StoredState = z.output<typeof Payload>;

/** How far a collection has followed the truth: a point beside the passages, so that a snapshot carries both. */
export class QdrantIndexState {
  constructor(private readonly points: QdrantPoints) {}

  /** Undefined for a collection that does not know. */
  async read(name: string, tenantId: string): Promise<StoredState | undefined> {
    const [point] = await this.points.read(name, tenantId, { kinds: [STATE_KIND] });
    return point && readable(Payload, point.payload);
  }

  /** Keeps what is there. */
  async begin(name: string, tenantId: string, revision = 0): Promise<void> {
    const payload = { tenant_id: tenantId, kind: STATE_KIND, revision, build: newId() };
    const point = { id: derivedId(STATE_KIND, tenantId), vector: {}, payload };
    await this.points.write(name, [point], { update_mode: 'insert_only' });
  }

  /**
   * Raises the revision in one step inside Qdrant; it never goes back. With `base` only if the index is still the one
   * that the changes were applied to. @throws RetryableError when it is not
   */
  async advance(name: string, tenantId: string, revision: number, base?: IndexState): Promise<void> {
    await this.points.setPayload(
      name,
      tenantId,
      {
        kinds: [STATE_KIND],
        revision: { from: base?.revision ?? 0, below: revision },
        ...(base?.build === undefined ? {} : { build: base.build }),
      },
      { revision },
    );
    if (base) requireAdvanced(await this.read(name, tenantId), revision, base);
  }
}

function requireAdvanced(state: StoredState | undefined, revision: number, base: IndexState): void {
  const same = base.build === undefined || state?.build === base.build;
  if (!state || !same || state.revision < revision) throw unavailableBecause('rebuilt_meanwhile');
}
