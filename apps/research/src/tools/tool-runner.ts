import { Inject, Injectable } from '@nestjs/common';
import { codeOf } from '@mesh/kernel';
import { ToolClient } from '@mesh/mcp';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import type { Database } from '@mesh/persistence';
import { quarantineTool } from './pg-tool-registry';
import { TokenSeal } from './token-seal';
import type { UsableTool } from './tool';

export interface ToolRun {
  readonly tenantId: string;
  readonly tool: UsableTool;
  /** Complete: the customer is bound already. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** Calls accepted tools. One that is not what was accepted is quarantined, whatever it becomes later. */
@Injectable()
export class ToolRunner {
  private readonly calls;

  constructor(
    @Inject(ToolClient) private readonly client: ToolClient,
    @Inject(TokenSeal) private readonly seal: TokenSeal,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.calls = metrics.counter(METRICS.mcpToolCalls, 'Calls of MCP tools by result', ['server', 'tool', 'result']);
  }

  /** The texts of the answer: data from outside. @throws MeshError as `ToolClient` says */
  async run(database: Database, { tenantId, tool, args }: ToolRun, signal: AbortSignal): Promise<string[]> {
    const { server, name, hash, url, sealedToken } = tool;
    try {
      const token = sealedToken === null ? undefined : this.seal.open(sealedToken, { tenantId, server, url });
      const call = { tool: name, hash, args, writes: tool.risk === 'write' };
      const texts = await this.client.call({ url, token }, call, signal);
      this.count('answered');
      return texts;
    } catch (error) {
      const code = codeOf(error);
      this.count(code.toLowerCase());
      this.logger.warn('mcp.tool_gave_no_answer', { server, tool: name, code });
      if (code === 'MCP_TOOL_CHANGED')
        await database.inTenant(tenantId, (sql) => quarantineTool(sql, tenantId, server, name));
      throw error;
    }
  }

  /** The names are the tenant's own words, so they are no labels. */
  private count(result: string): void {
    this.calls.inc({ server: 'external', tool: 'external', result });
  }
}

/** The arguments with the customer of the ticket in their place. */
export const boundArgs = (
  tool: UsableTool,
  customerId: string,
  args: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> =>
  tool.customerArgument === null ? args : { ...args, [tool.customerArgument]: customerId };
