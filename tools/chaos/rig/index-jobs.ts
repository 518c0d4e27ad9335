import { InternalTokens } from '@mesh/bootstrap';
import type { DistributedMesh } from '../../distributed-mesh/distributed-mesh';

/** Orders jobs of the index past the gateway, as an operator's tool inside the network would. */
export class IndexJobs {
  private readonly tokens: InternalTokens;

  constructor(private readonly mesh: DistributedMesh) {
    this.tokens = new InternalTokens(mesh.shared.internalSecret);
  }

  /** Builds the index of a tenant anew. @throws Error when the order is not taken */
  async rebuild(tenantId: string): Promise<void> {
    const [research] = this.mesh.of('research');
    const caller = { tenantId, role: 'admin', actorId: 'chaos', correlationId: 'chaos-rebuild' } as const;
    const token = await this.tokens.sign(caller, 'research');
    const response = await fetch(`${research?.managementUrl}/internal/knowledge/index/rebuild`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`the rebuild of ${tenantId} was not taken: ${response.status}`);
  }
}
