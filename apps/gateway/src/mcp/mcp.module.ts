import { Module } from '@nestjs/common';
import { provideConfig } from '@mesh/config';
import { PassThrough } from '../http/pass-through';
import { WriteNote } from '../person-actions/write-note';
import { CustomerSources } from './customer-sources';
import { KnowledgeSources } from './knowledge-sources';
import { McpCalls } from './mcp-calls';
import { McpDoorGuard } from './mcp-door.guard';
import { McpServerConfig } from './mcp.config';
import { McpController } from './mcp.controller';

/** The tools of the mesh for others, over MCP. */
@Module({
  controllers: [McpController],
  providers: [
    provideConfig(McpServerConfig),
    PassThrough,
    WriteNote,
    McpDoorGuard,
    McpCalls,
    KnowledgeSources,
    CustomerSources,
  ],
})
export class McpModule {}
