import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import type { AgentAnswer } from '@mesh/agents';
import { Caller, type InternalCaller, InternalGuard } from '@mesh/bootstrap';
import type { EvidenceFound } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { EvidenceFinder, EvidenceTask } from '../find-evidence/evidence-finder.port';

export class ExecuteAgentDto extends createZodDto(z.object({ input: EvidenceTask.omit({ tenantId: true }) })) {}

/** Runs the agent on an input; nothing is stored or sent. */
@Controller('internal/agents/execute')
@UseGuards(InternalGuard)
export class ExecuteAgentController {
  constructor(@Inject(EvidenceFinder) private readonly finder: EvidenceFinder) {}

  @Post()
  @HttpCode(200)
  execute(
    @Body() { input }: ExecuteAgentDto,
    @Caller() { tenantId }: InternalCaller,
  ): Promise<AgentAnswer<EvidenceFound>> {
    return this.finder.find({ ...input, tenantId }, new AbortController().signal);
  }
}
