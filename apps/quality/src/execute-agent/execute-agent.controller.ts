import { Body, Controller, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { InternalGuard, answerTrial } from '@mesh/bootstrap';
import type { Request, Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { ReplyReviewer, ReviewTask } from '../review-draft/reply-reviewer.port';

export class ExecuteAgentDto extends createZodDto(z.object({ input: ReviewTask })) {}

/** Runs the agent on an input; nothing is stored or sent. */
@Controller('internal/agents/execute')
@UseGuards(InternalGuard)
export class ExecuteAgentController {
  constructor(@Inject(ReplyReviewer) private readonly reviewer: ReplyReviewer) {}

  @Post()
  execute(@Req() request: Request, @Res() response: Response, @Body() { input }: ExecuteAgentDto): Promise<void> {
    return answerTrial(request, response, (signal) => this.reviewer.review(input, signal));
  }
}
