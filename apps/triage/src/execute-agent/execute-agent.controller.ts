import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import type { AgentAnswer } from '@mesh/agents';
import { Caller, type InternalCaller, InternalGuard } from '@mesh/bootstrap';
import type { TriageResult } from '@mesh/contracts';
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
  @HttpCode(200)
  execute(
    @Caller() { tenantId }: InternalCaller,
    @Body() { input }: ExecuteAgentDto,
  ): Promise<AgentAnswer<TriageResult>> {
    return this.classifier.classify({ ...input, tenantId }, new AbortController().signal);
  }
}
