import type { ConfigOf } from '@mesh/config';
import { codeOf } from '@mesh/kernel';
import { ToolClient } from '@mesh/mcp';
import { LongTermStore, QdrantConfig } from '@mesh/memory';
import type { ExternalService, ExternalServices } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { listServers } from '../tools/pg-tool-registry';
import { TokenSeal } from '../tools/token-seal';
import type { ServerRow } from '../tools/tool';

/** Qdrant, where there is one, and the tool servers of the tenant. */
@Injectable()
export class ResearchServices implements ExternalServices {
  constructor(
    @Inject(LongTermStore) private readonly store: LongTermStore,
    @Inject(QdrantConfig.token) private readonly qdrant: ConfigOf<typeof QdrantConfig>,
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(ToolClient) private readonly tools: ToolClient,
    @Inject(TokenSeal) private readonly seal: TokenSeal,
  ) {}

  async externalServices(tenantId: string): Promise<readonly ExternalService[]> {
    const [memory, tools] = await Promise.all([this.memory(), this.toolServers(tenantId)]);
    return [...memory, ...tools];
  }

  private async memory(): Promise<ExternalService[]> {
    if (this.qdrant.QDRANT_URL === undefined) return [];
    const begun = performance.now();
    const { status, code } = await this.store.health();
    const at = new Date().toISOString();
    const what = { kind: 'vector_store', name: 'qdrant' } as const;
    if (status !== 'up') return [{ ...what, state: 'failing', lastFailureAt: at, lastError: code }];
    return [{ ...what, state: 'ok', lastSuccessAt: at, latencyMs: Math.round(performance.now() - begun) }];
  }

  private async toolServers(tenantId: string): Promise<ExternalService[]> {
    const servers = await this.database.inTenant(tenantId, (sql) => listServers(sql, tenantId));
    return servers.map((server) => this.toolServer(tenantId, server));
  }

  private toolServer(tenantId: string, { name, url, sealed_token: sealed }: ServerRow): ExternalService {
    try {
      const token = sealed === null ? undefined : this.seal.open(sealed, { tenantId, server: name, url });
      return this.tools.statusOf(name, { url, token });
    } catch (error) {
      return { kind: 'tool_server', name, state: 'failing', lastError: codeOf(error) };
    }
  }
}
