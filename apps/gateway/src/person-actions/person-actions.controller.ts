import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { ConfigOf } from '@mesh/config';
import { Instant, TICKET_STATUSES } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { GatewayConfig } from '../gateway.config';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { CustomerSessions } from '../sessions/customer-sessions';
import { personOf } from '../tickets/acting';
import { TicketId } from '../tickets/ticket.requests';
import type { TicketRow } from '../tickets/ticket-row';
import { ReplyBell } from '../webhooks/bells';
import { assignTicket, closeTicket, releaseTicket, replyToTicket, resolveTicket } from './acts';
import { GiveFeedback } from './give-feedback';
import { type Act, PersonAct } from './person-act';
import { AssignBody, CloseBody, EmptyBody, FeedbackBody, NoteBody, ReplyBody } from './person-action.requests';
import { WriteNote } from './write-note';

class ActedTicket extends createZodDto(
  z.object({ id: z.uuid(), status: z.enum(TICKET_STATUSES), version: z.number().int(), turn: z.number().int() }),
) {}
class WrittenNote extends createZodDto(z.object({ id: z.uuid(), createdAt: Instant })) {}

const acted = ({ id, status, version, turn }: TicketRow): ActedTicket => ({ id, status, version, turn });

/** What people do with a ticket. */
@ApiTags('Tickets')
@ApiBearerAuth()
@ApiConflictResponse({ description: '`current` is the ticket as it is now.' })
@May('actOnTickets')
@Controller('v1/tickets/:id')
export class PersonActionsController {
  constructor(
    @Inject(PersonAct) private readonly personAct: PersonAct,
    @Inject(GiveFeedback) private readonly giveFeedback: GiveFeedback,
    @Inject(WriteNote) private readonly writeNote: WriteNote,
    @Inject(CustomerSessions) private readonly sessions: CustomerSessions,
    @Inject(ReplyBell) private readonly bell: ReplyBell,
    @Inject(GatewayConfig.token) private readonly config: ConfigOf<typeof GatewayConfig>,
  ) {}

  @Post('replies')
  @HttpCode(200)
  @ApiOkResponse({ type: ActedTicket })
  async reply(@CurrentPrincipal() principal: Principal, @Param() { id }: TicketId, @Body() body: ReplyBody) {
    const replied = await this.act(principal, id, replyToTicket(personOf(principal), body, this.sessions));
    this.bell.ring();
    return replied;
  }

  @Post('resolve')
  @HttpCode(200)
  @ApiBody({ type: EmptyBody, required: false })
  @ApiOkResponse({ type: ActedTicket })
  resolve(@CurrentPrincipal() principal: Principal, @Param() { id }: TicketId, @Body() _body?: EmptyBody) {
    return this.act(principal, id, resolveTicket);
  }

  @Post('close')
  @HttpCode(200)
  @ApiBody({ type: CloseBody, required: false })
  @ApiOkResponse({ type: ActedTicket })
  close(@CurrentPrincipal() principal: Principal, @Param() { id }: TicketId, @Body() body: CloseBody) {
    return this.act(principal, id, closeTicket(body.reason));
  }

  @Post('assign')
  @HttpCode(200)
  @ApiOkResponse({ type: ActedTicket })
  assign(@CurrentPrincipal() principal: Principal, @Param() { id }: TicketId, @Body() body: AssignBody) {
    return this.act(principal, id, assignTicket(body));
  }

  @Post('release')
  @HttpCode(200)
  @ApiBody({ type: EmptyBody, required: false })
  @ApiOkResponse({ type: ActedTicket })
  async release(@CurrentPrincipal() principal: Principal, @Param() { id }: TicketId, @Body() _body?: EmptyBody) {
    const session = await this.sessions.recentOfTicket(principal.tenantId, id);
    return this.act(principal, id, releaseTicket(personOf(principal), this.config, session));
  }

  @Post('notes')
  @ApiCreatedResponse({ type: WrittenNote })
  note(@CurrentPrincipal() principal: Principal, @Param() { id }: TicketId, @Body() { body }: NoteBody) {
    return this.writeNote.execute(principal, id, body);
  }

  @Post('feedback')
  @HttpCode(200)
  @May('giveFeedback')
  @ApiOkResponse({ type: ActedTicket })
  async feedback(@CurrentPrincipal() principal: Principal, @Param() { id }: TicketId, @Body() body: FeedbackBody) {
    return acted(await this.giveFeedback.execute(principal, id, body));
  }

  private async act(principal: Principal, id: string, act: Act): Promise<ActedTicket> {
    return acted(await this.personAct.execute(principal, id, act));
  }
}
