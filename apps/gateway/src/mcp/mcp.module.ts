import { Module } from '@nestjs/common';
import { provideConfig } from '@mesh/config';
import { PassThrough } from '../http/pass-through';
import { WriteNote } from '../person-actions/write-note';
import { McpServersController } from '../tools/mcp-servers.controller';
import { ToolRequests } from '../tools/tool-requests';
import { ToolsController } from '../tools/tools.controller';
import { CustomerSources } from './customer-sources';
import { KnowledgeSources } from './knowledge-sources';
import { McpCalls } from './mcp-calls';
import { McpDoorGuard } from './mcp-door.guard';
import { McpServerConfig } from './mcp.config';
import { McpController } from './mcp.controller';

/** The tools of the mesh for others, over MCP, and those of others for the mesh. */
@Module({
  controllers: [McpController, McpServersController, ToolsController],
  providers: [
    provideConfig(McpServerConfig),
    PassThrough,
    WriteNote,
    McpDoorGuard,
    McpCalls,
    ToolRequests,
    KnowledgeSources,
    CustomerSources,
  ],
})
export class McpModule {}
