import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiConflictResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import { TICKET_STATUSES } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { checkedKey } from '../tickets/idempotency';
import { MESSAGE_BYTES, requiredText } from '../tickets/safe-text';
import { TicketId } from '../tickets/ticket.requests';
import { ReceiveMessage } from './receive-message';

class MessageBody extends createZodDto(z.strictObject({ body: requiredText(MESSAGE_BYTES) })) {}
class ReceivedMessageView extends createZodDto(
  z.object({ id: z.uuid(), ticketId: z.uuid(), turn: z.number().int(), status: z.enum(TICKET_STATUSES) }),
) {}

@ApiTags('Tickets')
@ApiBearerAuth()
@Controller('v1/tickets/:id/messages')
export class MessagesController {
  constructor(@Inject(ReceiveMessage) private readonly receiveMessage: ReceiveMessage) {}

  /** What the customer wrote next. */
  @Post()
  @HttpCode(202)
  @May('submitTickets')
  @ApiHeader({ name: 'idempotency-key', required: false })
  @ApiAcceptedResponse({ type: ReceivedMessageView })
  @ApiConflictResponse({ description: '`ticket_closed`: open a new ticket.' })
  create(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: TicketId,
    @Body() { body }: MessageBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<ReceivedMessageView> {
    return this.receiveMessage.execute(principal, id, body, checkedKey(key));
  }
}
