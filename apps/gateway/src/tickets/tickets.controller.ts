import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiHeader,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ApiDatabase } from '@mesh/persistence';
import type { Response } from 'express';
import { CurrentPrincipal, May, type Principal, may } from '../identity';
import { CreateBatch } from './create-batch';
import { type AcceptedTicket, CreateTicket } from './create-ticket';
import { checkedKey } from './idempotency';
import { listTickets } from './list-tickets';
import { headViews, readTicket, readTicketTimeline } from './read-ticket';
import { CreateTicketBody, TicketBatchBody, TicketId, TicketQuery, TimelineQuery } from './ticket.requests';
import { AcceptedTicketView, BatchView, TicketList, TicketViewDto, TimelineView } from './ticket.view';

const IDEMPOTENCY_KEY = {
  name: 'idempotency-key',
  required: false,
  description: 'The same key with the same body gets the first answer again, for 24 hours.',
} as const;

@ApiTags('Tickets')
@ApiBearerAuth()
@Controller('v1/tickets')
export class TicketsController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(CreateTicket) private readonly createTicket: CreateTicket,
    @Inject(CreateBatch) private readonly createBatch: CreateBatch,
  ) {}

  @Post()
  @HttpCode(202)
  @May('submitTickets')
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiAcceptedResponse({ type: AcceptedTicketView, description: 'Committed: nothing accepted is lost.' })
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateTicketBody,
    @Res({ passthrough: true }) response: Response,
    @Headers('idempotency-key') key?: string,
  ): Promise<AcceptedTicket> {
    const ticket = await this.createTicket.execute(principal, body, checkedKey(key));
    response.location(ticket.links.self);
    return ticket;
  }

  @Post('batch')
  @HttpCode(200)
  @May('submitTickets')
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiOkResponse({ type: BatchView })
  async batch(
    @CurrentPrincipal() principal: Principal,
    @Body() { tickets }: TicketBatchBody,
    @Headers('idempotency-key') key?: string,
  ) {
    return { items: await this.createBatch.execute(principal, tickets, checkedKey(key)) };
  }

  @Get()
  @May('readTickets')
  @ApiOkResponse({ type: TicketList })
  list(@CurrentPrincipal() { tenantId }: Principal, @Query() query: TicketQuery): Promise<TicketList> {
    return this.database.inTenant(tenantId, async (sql) => {
      const { rows, nextCursor } = await listTickets({ tenantId, sql }, query);
      return { items: await headViews({ tenantId, sql }, rows), nextCursor };
    });
  }

  @Get(':id')
  @May('readTickets')
  @ApiOkResponse({ type: TicketViewDto })
  @ApiNotFoundResponse()
  get(@CurrentPrincipal() principal: Principal, @Param() { id }: TicketId): Promise<TicketViewDto> {
    const { tenantId } = principal;
    const mayReadDrafts = may(principal, 'readDrafts');
    return this.database.inTenant(tenantId, (sql) => readTicket({ tenantId, sql }, id, mayReadDrafts));
  }

  @Get(':id/timeline')
  @May('readTickets')
  @ApiOkResponse({ type: TimelineView })
  @ApiNotFoundResponse()
  async timeline(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: TicketId,
    @Query() { after, limit }: TimelineQuery,
  ): Promise<TimelineView> {
    const items = await this.database.inTenant(tenantId, (sql) => {
      return readTicketTimeline({ tenantId, sql }, id, after, limit);
    });
    return { ticketId: id, items };
  }
}
