import { Body, Controller, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { InternalGuard, answerTrial } from '@mesh/bootstrap';
import type { Request, Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { HandoverTask, HandoverWriter } from '../prepare-handover/handover-writer.port';

export class ExecuteAgentDto extends createZodDto(z.object({ input: HandoverTask })) {}

/** Runs the agent on an input; nothing is stored or sent. */
@Controller('internal/agents/execute')
@UseGuards(InternalGuard)
export class ExecuteAgentController {
  constructor(@Inject(HandoverWriter) private readonly writer: HandoverWriter) {}

  @Post()
  execute(@Req() request: Request, @Res() response: Response, @Body() { input }: ExecuteAgentDto): Promise<void> {
    return answerTrial(request, response, (signal) => this.writer.write(input, signal));
  }
}
