import { Body, Controller, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { InternalGuard, answerTrial } from '@mesh/bootstrap';
import type { Request, Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { ReplyDrafter, DraftTask } from '../draft-reply/reply-drafter.port';

export class ExecuteAgentDto extends createZodDto(z.object({ input: DraftTask })) {}

/** Runs the agent on an input; nothing is stored or sent. */
@Controller('internal/agents/execute')
@UseGuards(InternalGuard)
export class ExecuteAgentController {
  constructor(@Inject(ReplyDrafter) private readonly drafter: ReplyDrafter) {}

  @Post()
  execute(@Req() request: Request, @Res() response: Response, @Body() { input }: ExecuteAgentDto): Promise<void> {
    return answerTrial(request, response, (signal, progress) => this.drafter.draft(input, signal, progress));
  }
}
