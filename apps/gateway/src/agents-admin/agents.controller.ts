import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PassThrough } from '../http/pass-through';
import { CurrentPrincipal, MAY, type Principal, Roles } from '../identity';

/** Each agent role lives in the service of its name. */
export const AGENTS = ['triage', 'research', 'solution', 'quality', 'escalation'] as const;

const EXECUTE_TIMEOUT_MS = 60_000;

class AgentName extends createZodDto(z.object({ name: z.enum(AGENTS) })) {}

/** The agent checks its own input. */
class AgentTrial extends createZodDto(z.strictObject({ input: z.record(z.string(), z.unknown()) })) {}

/** What the agent would have answered; its form is the agent's. */
class AgentAnswer extends createZodDto(z.looseObject({})) {}

/** Trying an agent out: nothing is stored or sent. */
@ApiTags('Agents')
@ApiBearerAuth()
@Controller('v1/agents')
export class AgentsController {
  constructor(@Inject(PassThrough) private readonly passThrough: PassThrough) {}

  @Post(':name/execute')
  @HttpCode(200)
  @Roles(...MAY.executeAgents)
  @ApiOkResponse({ type: AgentAnswer })
  execute(
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) response: Response,
    @Param() { name }: AgentName,
    @Body() body: AgentTrial,
  ): Promise<unknown> {
    return this.passThrough.answer(response, principal, name, {
      method: 'POST',
      path: '/internal/agents/execute',
      body,
      timeoutMs: EXECUTE_TIMEOUT_MS,
    });
  }
}
