import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import type { AgentAnswer } from '@mesh/agents';
import { InternalGuard } from '@mesh/bootstrap';
import type { HandoverPackage } from '@mesh/contracts';
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
  @HttpCode(200)
  execute(@Body() { input }: ExecuteAgentDto): Promise<AgentAnswer<HandoverPackage>> {
    return this.writer.write(input, new AbortController().signal);
  }
}
