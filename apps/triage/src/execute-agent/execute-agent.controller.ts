import { Body, Controller, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard, answerTrial } from '@mesh/bootstrap';
import type { Request, Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { ClassifyTask, TicketClassifier } from '../classify-ticket/ticket-classifier.port';

export class ExecuteAgentDto extends createZodDto(z.object({ input: ClassifyTask.omit({ tenantId: true }) })) {}

/** Runs the agent on an input; nothing is stored or sent. */
@Controller('internal/agents/execute')
@UseGuards(InternalGuard)
export class ExecuteAgentController {
  constructor(@Inject(TicketClassifier) private readonly classifier: TicketClassifier) {}

  @Post()
  execute(
    @Req() request: Request,
    @Res() response: Response,
    @Body() { input }: ExecuteAgentDto,
    @Caller() { tenantId }: InternalCaller,
  ): Promise<void> {
    return answerTrial(request, response, (signal) => this.classifier.classify({ ...input, tenantId }, signal));
  }
}
