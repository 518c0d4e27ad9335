import { Body, Controller, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard, answerTrial } from '@mesh/bootstrap';
import type { Request, Response } from 'express';
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
  execute(
    @Req() request: Request,
    @Res() response: Response,
    @Body() { input }: ExecuteAgentDto,
    @Caller() { tenantId }: InternalCaller,
  ): Promise<void> {
    return answerTrial(request, response, (signal) => this.finder.find({ ...input, tenantId }, signal));
  }
}
