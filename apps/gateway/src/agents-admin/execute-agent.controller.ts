import { TrialEvents } from '@mesh/bootstrap';
import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PassThrough } from '../http/pass-through';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { AgentAnswer, AgentName, AgentTrial } from './agents.requests';
import { ManageAgents } from './manage-agents';
import { TrialStreams } from './trial-streams';

const EXECUTE_TIMEOUT_MS = 60_000;

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
export class ExecuteAgentController {
  constructor(
    @Inject(PassThrough) private readonly passThrough: PassThrough,
    @Inject(TrialStreams) private readonly streams: TrialStreams,
    @Inject(ManageAgents) private readonly agents: ManageAgents,
  ) {}

  @Post(':name/execute')
  @HttpCode(200)
  @May('executeAgents')
  @ApiOkResponse(ANSWERED)
  @ApiNotFoundResponse()
  async execute(
    @CurrentPrincipal() principal: Principal,
    @Req() request: Request,
    @Res() response: Response,
    @Param() { name }: AgentName,
    @Body() { input, version }: AgentTrial,
  ): Promise<void> {
    const agent = await this.agents.setupOf(principal.tenantId, name, version);
    const body = { input: { ...input, agent } };
    const trial = { method: 'POST', path: '/internal/agents/execute', body, timeoutMs: EXECUTE_TIMEOUT_MS } as const;
    if (request.accepts(['application/json', TrialEvents.TYPE]) === TrialEvents.TYPE) {
      return this.streams.pass(response, principal, name, trial);
    }
    response.json(await this.passThrough.answer(response, principal, name, trial));
  }
}
