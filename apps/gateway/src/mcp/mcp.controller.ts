import { All, Body, Controller, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ProblemException } from '@mesh/bootstrap';
import { type ServedTool, answerOverHttp, crmTools, knowledgeTools } from '@mesh/mcp';
import type { Request, Response } from 'express';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { CustomerSources } from './customer-sources';
import { KnowledgeSources } from './knowledge-sources';
import { McpCalls } from './mcp-calls';
import { McpDoorGuard } from './mcp-door.guard';

/** The public MCP endpoints: Streamable HTTP, one JSON answer per POST, no sessions, no streams. */
@ApiExcludeController()
@Controller('mcp')
@UseGuards(McpDoorGuard)
export class McpController {
  constructor(
    @Inject(KnowledgeSources) private readonly knowledge: KnowledgeSources,
    @Inject(CustomerSources) private readonly customers: CustomerSources,
    @Inject(McpCalls) private readonly calls: McpCalls,
  ) {}

  @Post('knowledge')
  @May('searchKnowledge')
  askKnowledge(
    @CurrentPrincipal() principal: Principal,
    @Req() request: Request,
    @Res() response: Response,
    @Body() body: unknown,
  ): Promise<void> {
    return this.answer('knowledge', knowledgeTools(this.knowledge.of(principal)), { request, response, body });
  }

  @Post('crm')
  @May('readCustomers')
  askCrm(
    @CurrentPrincipal() principal: Principal,
    @Req() request: Request,
    @Res() response: Response,
    @Body() body: unknown,
  ): Promise<void> {
    return this.answer('crm', crmTools(this.customers.of(principal)), { request, response, body });
  }

  @All(['knowledge', 'crm'])
  @May('searchKnowledge')
  refuse(@Res({ passthrough: true }) response: Response): never {
    response.setHeader('Allow', 'POST');
    throw new ProblemException(405, 'METHOD_NOT_ALLOWED', 'Only POST: this server has no streams and no sessions.');
  }

  private answer(
    name: string,
    tools: readonly ServedTool[],
    { request, response, body }: { request: Request; response: Response; body: unknown },
  ): Promise<void> {
    if (Array.isArray(body)) throw new ProblemException(400, 'BATCH_NOT_ALLOWED', 'Send one message per request.');
    const parts = { name: `support-mesh-${name}`, version: VERSION, tools, observe: this.calls.observer(name) };
    return answerOverHttp(parts, request, response, body);
  }
}

/** Of the tools as others see them. */
const VERSION = '1.0.0';
