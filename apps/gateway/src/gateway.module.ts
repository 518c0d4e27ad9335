import { Module } from '@nestjs/common';
import { EdgeModule } from './http/edge.module';
import { BackgroundJobsModule } from './jobs/background-jobs.module';
import { McpModule } from './mcp/mcp.module';
import { TicketPathModule } from './ticket-path.module';

/** The composition root: the outer side, and what lies behind it. */
@Module({ imports: [EdgeModule, TicketPathModule, McpModule, BackgroundJobsModule] })
export class GatewayModule {}
