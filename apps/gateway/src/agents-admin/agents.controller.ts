import { TrialEvents } from '@mesh/bootstrap';
import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PassThrough } from '../http/pass-through';
import { CurrentPrincipal, MAY, type Principal, Roles } from '../identity';
import { TrialStreams } from './trial-streams';

/** Each agent role lives in the service of its name. */
export const AGENTS = ['triage', 'research', 'solution', 'quality', 'escalation'] as const;

const EXECUTE_TIMEOUT_MS = 60_000;

class AgentName extends createZodDto(z.object({ name: z.enum(AGENTS) })) {}

/** The agent checks its own input. */
class AgentTrial extends createZodDto(z.strictObject({ input: z.record(z.string(), z.unknown()) })) {}

/** What the agent would have answered; its form is the agent's. */
class AgentAnswer extends createZodDto(z.looseObject({})) {}

const ANSWERED = {
  description: `As JSON, or with \`Accept: text/event-stream\` as events: \`started\`, \`draft_progress\` (\`{text}\`, the
reply as far as a model has written it, before any check), at the end \`result\` or \`error\`, a problem document. The agent
stops working when the reader leaves.`,
  content: {
    'application/json': { schema: { $ref: getSchemaPath(AgentAnswer) } },
    [TrialEvents.TYPE]: { schema: { type: 'string' } },
  },
} as const;

/** Trying an agent out: nothing is stored or sent. */
@ApiTags('Agents')
@ApiBearerAuth()
@ApiExtraModels(AgentAnswer)
@Controller('v1/agents')
export class AgentsController {
  constructor(
    @Inject(PassThrough) private readonly passThrough: PassThrough,
    @Inject(TrialStreams) private readonly streams: TrialStreams,
  ) {}

  @Post(':name/execute')
  @HttpCode(200)
  @Roles(...MAY.executeAgents)
  @ApiOkResponse(ANSWERED)
  async execute(
    @CurrentPrincipal() principal: Principal,
    @Req() request: Request,
    @Res() response: Response,
    @Param() { name }: AgentName,
    @Body() body: AgentTrial,
  ): Promise<void> {
    const trial = { method: 'POST', path: '/internal/agents/execute', body, timeoutMs: EXECUTE_TIMEOUT_MS } as const;
    if (request.accepts(['application/json', TrialEvents.TYPE]) === TrialEvents.TYPE) {
      return this.streams.pass(response, principal, name, trial);
    }
    response.json(await this.passThrough.answer(response, principal, name, trial));
  }
}
