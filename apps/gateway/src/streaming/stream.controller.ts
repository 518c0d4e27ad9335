import { Controller, Get, Headers, Inject, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentPrincipal, May, type Principal, may } from '../identity';
import { TicketId } from '../tickets/ticket.requests';
import { EventSource } from './event-source';
import { StreamReaders } from './stream-readers';

const DESCRIPTION = `Facts as server-sent events: \`id\` resumes, \`event\` is the type, \`data\` the item of the timeline.
For approvers also \`draft_progress\` without an id: \`{ticketId, turn, text}\`, the reply as far as a model has written
it, before any check. It is not kept and may be left out.`;
const STREAM = { description: DESCRIPTION, content: { 'text/event-stream': { schema: { type: 'string' } } } } as const;
const LAST_EVENT_ID = { name: 'last-event-id', required: false } as const;

const seesDrafts = (principal: Principal): boolean => may(principal, 'readDrafts');

/** Facts as they happen. The response is written raw, because the framework's @Sse misses readers that left. */
@ApiTags('Streams')
@ApiBearerAuth()
@ApiHeader(LAST_EVENT_ID)
@May('readTickets')
@Controller('v1')
export class StreamController {
  constructor(
    @Inject(EventSource) private readonly source: EventSource,
    @Inject(StreamReaders) private readonly readers: StreamReaders,
  ) {}

  /** From the ticket's first fact, or from behind Last-Event-ID. */
  @Get('tickets/:id/stream')
  @ApiOkResponse(STREAM)
  @ApiNotFoundResponse()
  async ofTicket(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: TicketId,
    @Res() response: Response,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    const { tenantId } = principal;
    const reader = await this.source.ofTicket(tenantId, id, lastEventId);
    const view = { reader, seesDrafts: seesDrafts(principal) };
    await this.readers.serve(response, { tenantId, ticketId: id }, view);
  }

  /** Everything of the tenant, from now on or from behind Last-Event-ID. */
  @Get('stream')
  @ApiOkResponse(STREAM)
  async ofTenant(
    @CurrentPrincipal() principal: Principal,
    @Res() response: Response,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    const { tenantId } = principal;
    const reader = await this.source.ofTenant(tenantId, lastEventId);
    await this.readers.serve(response, { tenantId }, { reader, seesDrafts: seesDrafts(principal) });
  }
}
