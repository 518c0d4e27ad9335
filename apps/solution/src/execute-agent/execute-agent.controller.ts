import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import type { AgentAnswer } from '@mesh/agents';
import { InternalGuard } from '@mesh/bootstrap';
import type { Draft } from '@mesh/contracts';
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
  @HttpCode(200)
  execute(@Body() { input }: ExecuteAgentDto): Promise<AgentAnswer<Draft>> {
    return this.drafter.draft(input, new AbortController().signal);
  }
}
