import { AgentTools } from '@mesh/agents';
import { WorkerDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { toolsOfAgent } from '../tools/pg-tool-registry';
import { ToolsConfig, type ToolsSettings } from '../tools/tools.config';

const MOST = 200;

/** Those that an admin of the tenant allowed research; none while no tool is in use. */
@Injectable()
export class ResearchTools extends AgentTools {
  constructor(
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(ToolsConfig.token) private readonly config: ToolsSettings,
  ) {
    super();
  }

  async of(tenantId: string): Promise<readonly string[]> {
    if (!this.config.RESEARCH_TOOLS_ENABLED) return [];
    const tools = await this.database.inTenant(tenantId, (sql) =>
      toolsOfAgent(sql, tenantId, { agent: 'research', most: MOST }),
    );
    return tools.map(({ server, name }) => `${server}/${name}`);
  }
}
