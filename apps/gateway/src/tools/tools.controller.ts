import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { TOOL_TIMEOUT_MS, ToolRequests } from './tool-requests';
import { AcceptedTool, CallKey, CallVerdict, NewCall, ToolKey } from './tools.requests';
import { CallAnswer, CallList, CallView, ToolList, ToolView } from './tools.view';

const PATH = '/internal/tools';
const CHANGED = { description: '`current` is the tool or the call as it is now.' };
const pathOf = ({ server, tool }: ToolKey): string => `${PATH}/${server}/${encodeURIComponent(tool)}`;
const nameOf = ({ server, tool }: ToolKey): string => `${server}/${tool}`;

/** The tools of the registered servers: which may be used, by whom, and calls of them by people. */
@ApiTags('Tools')
@ApiBearerAuth()
@Controller('v1/tools')
export class ToolsController {
  constructor(@Inject(ToolRequests) private readonly tools: ToolRequests) {}

  @Get()
  @May('readTools')
  @ApiOkResponse({ type: ToolList })
  list(@CurrentPrincipal() by: Principal, @Res({ passthrough: true }) response: Response) {
    return this.tools.read(response, by, PATH);
  }

  @Get('calls')
  @May('useTools')
  @ApiOkResponse({ type: CallList })
  calls(@CurrentPrincipal() by: Principal, @Res({ passthrough: true }) response: Response) {
    return this.tools.read(response, by, `${PATH}/calls`);
  }

  @Put(':server/:tool')
  @May('manageTools')
  @ApiOkResponse({ type: ToolView })
  @ApiConflictResponse(CHANGED)
  accept(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Param() key: ToolKey,
    @Body() body: AcceptedTool,
  ) {
    const act = { action: 'tool.accepted', subject: nameOf(key), details: { risk: body.risk, hash: body.hash } };
    return this.tools.act(response, by, { method: 'PUT', path: pathOf(key), body }, act);
  }

  @Delete(':server/:tool')
  @HttpCode(204)
  @May('manageTools')
  @ApiNoContentResponse()
  withdraw(@CurrentPrincipal() by: Principal, @Res({ passthrough: true }) response: Response, @Param() key: ToolKey) {
    const act = { action: 'tool.withdrawn', subject: nameOf(key) };
    return this.tools.act(response, by, { method: 'DELETE', path: pathOf(key) }, act);
  }

  /** A tool that reads answers at once; one that writes waits for a decision (202). */
  @Post(':server/:tool/calls')
  @HttpCode(200)
  @May('useTools')
  @ApiOkResponse({ type: CallAnswer })
  @ApiAcceptedResponse({ type: CallView, description: 'It waits for a decision.' })
  async call(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Param() key: ToolKey,
    @Body() { ticketId, arguments: given = {} }: NewCall,
  ) {
    const body = { ticketId, customerId: await this.tools.customerOf(by, ticketId), arguments: given };
    const request = { method: 'POST', path: `${pathOf(key)}/calls`, body, timeoutMs: TOOL_TIMEOUT_MS } as const;
    const act = { action: 'tool.call_asked', subject: nameOf(key), details: { ticketId } };
    return this.tools.act(response, by, request, act);
  }

  /** Approved, exactly this call is made, once. */
  @Post('calls/:id/decision')
  @HttpCode(200)
  @May('decideApprovals')
  @ApiOkResponse({ type: CallView })
  @ApiConflictResponse(CHANGED)
  decide(
    @CurrentPrincipal() by: Principal,
    @Res({ passthrough: true }) response: Response,
    @Param() { id }: CallKey,
    @Body() body: CallVerdict,
  ) {
    const path = `${PATH}/calls/${id}/decision`;
    const request = { method: 'POST', path, body, timeoutMs: TOOL_TIMEOUT_MS } as const;
    const act = { action: 'tool.call_decided', subject: id, details: { decision: body.decision } };
    return this.tools.act(response, by, request, act);
  }
}
