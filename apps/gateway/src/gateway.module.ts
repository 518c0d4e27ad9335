import { Module } from '@nestjs/common';
import { EdgeModule } from './http/edge.module';
import { TicketPathModule } from './ticket-path.module';

/** The composition root: the outer side, and what lies behind it. */
@Module({ imports: [EdgeModule, TicketPathModule] })
export class GatewayModule {}
