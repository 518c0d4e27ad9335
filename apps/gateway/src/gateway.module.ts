import { Module } from '@nestjs/common';
import { EdgeModule } from './http/edge.module';
import { BackgroundJobsModule } from './jobs/background-jobs.module';
import { TicketPathModule } from './ticket-path.module';

/** The composition root: the outer side, and what lies behind it. */
@Module({ imports: [EdgeModule, TicketPathModule, BackgroundJobsModule] })
export class GatewayModule {}
