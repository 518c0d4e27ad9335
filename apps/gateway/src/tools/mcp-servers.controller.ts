import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { TOOL_TIMEOUT_MS, ToolRequests } from './tool-requests';
import { NewServer, ServerKey } from './tools.requests';
import { ServerList, ServerTest, ServerView } from './tools.view';

const PATH = '/internal/tool-servers';

/** Tool servers of others that speak MCP; what they offer is used only once it was accepted. */
@ApiTags('Tools')
@ApiBearerAuth()
@May('manageTools')
@Controller('v1/mcp-servers')
export class McpServersController {
  constructor(@Inject(ToolRequests) private readonly tools: ToolRequests) {}

  @Get()
  @ApiOkResponse({ type: ServerList })
  list(@CurrentPrincipal() by: Principal, @Res({ passthrough: true }) response: Response) {
    return this.tools.read(response, by, PATH);
  }

  /** Its address must be public and https, unless the operator named it in `MCP_PRIVATE_HOSTS`. */
  @Post()
  @ApiCreatedResponse({ type: ServerView })
  register(@CurrentPrincipal() by: Principal, @Res({ passthrough: true }) response: Response, @Body() body: NewServer) {
    const act = { action: 'tool_server.registered', subject: body.name, details: { url: body.url } };
    return this.tools.act(response, by, { method: 'POST', path: PATH, body }, act);
  }

  @Delete(':name')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@CurrentPrincipal() by: Principal, @Res({ passthrough: true }) response: Response, @Param() key: ServerKey) {
    const act = { action: 'tool_server.removed', subject: key.name };
    return this.tools.act(response, by, { method: 'DELETE', path: `${PATH}/${key.name}` }, act);
  }

  /** Connects, and remembers what the server offers; a tool that changed since it was accepted is quarantined. */
  @Post(':name/test')
  @HttpCode(200)
  @ApiOkResponse({ type: ServerTest })
  test(@CurrentPrincipal() by: Principal, @Res({ passthrough: true }) response: Response, @Param() key: ServerKey) {
    const request = { method: 'POST', path: `${PATH}/${key.name}/test`, timeoutMs: TOOL_TIMEOUT_MS } as const;
    return this.tools.act(response, by, request, { action: 'tool_server.tested', subject: key.name });
  }
}
