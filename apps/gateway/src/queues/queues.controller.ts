import { Body, Controller, Get, Inject, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CategoryName, Priority, ReasonCode } from '@mesh/contracts';
import type { Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PassThrough } from '../http/pass-through';
import { CurrentPrincipal, type Principal, May } from '../identity';

const PATH = '/internal/queues';

const minutes = z.number().int().optional();

class QueueListView extends createZodDto(
  z.object({
    items: z.array(
      z.object({
        name: z.string(),
        description: z.string(),
        categories: z.array(CategoryName),
        priorities: z.array(Priority),
        reasons: z.array(ReasonCode),
        isDefault: z.boolean(),
        /** Where a hand-over goes that was not taken in time. */
        escalatesTo: z.string().optional(),
        /** Due times in minutes. */
        targets: z.object({ urgent: minutes, high: minutes, normal: minutes, low: minutes }),
      }),
    ),
  }),
) {}

/** Where tickets wait for people; escalation owns and checks them. */
@ApiTags('Queues')
@ApiBearerAuth()
@Controller('v1/queues')
export class QueuesController {
  constructor(@Inject(PassThrough) private readonly passThrough: PassThrough) {}

  @Get()
  @ApiOkResponse({ type: QueueListView })
  @May('readQueues')
  read(@CurrentPrincipal() principal: Principal, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    return this.passThrough.answer(response, principal, 'escalation', { method: 'GET', path: PATH });
  }

  @Put()
  @ApiOkResponse({ type: QueueListView })
  @May('writeQueues')
  @ApiBody({ schema: { type: 'object', properties: { items: { type: 'array', items: { type: 'object' } } } } })
  write(
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) response: Response,
    @Body() body: unknown,
  ): Promise<unknown> {
    return this.passThrough.answer(response, principal, 'escalation', { method: 'PUT', path: PATH, body });
  }
}
