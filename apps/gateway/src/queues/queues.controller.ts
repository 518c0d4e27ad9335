import { Body, Controller, Get, Inject, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { PassThrough } from '../http/pass-through';
import { CurrentPrincipal, MAY, type Principal, Roles } from '../identity';

const PATH = '/internal/queues';

/** Where tickets wait for people; escalation owns and checks them. */
@ApiTags('Queues')
@ApiBearerAuth()
@Controller('v1/queues')
export class QueuesController {
  constructor(@Inject(PassThrough) private readonly passThrough: PassThrough) {}

  @Get()
  @Roles(...MAY.readQueues)
  read(@CurrentPrincipal() principal: Principal, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    return this.passThrough.answer(response, principal, 'escalation', { method: 'GET', path: PATH });
  }

  @Put()
  @Roles(...MAY.writeQueues)
  @ApiBody({ schema: { type: 'object', properties: { items: { type: 'array', items: { type: 'object' } } } } })
  write(
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) response: Response,
    @Body() body: unknown,
  ): Promise<unknown> {
    return this.passThrough.answer(response, principal, 'escalation', { method: 'PUT', path: PATH, body });
  }
}
