import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import type { AgentAnswer } from '@mesh/agents';
import { InternalGuard } from '@mesh/bootstrap';
import type { Verdict } from '@mesh/contracts';
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
  @HttpCode(200)
  execute(@Body() { input }: ExecuteAgentDto): Promise<AgentAnswer<Verdict>> {
    return this.reviewer.review(input, new AbortController().signal);
  }
}
