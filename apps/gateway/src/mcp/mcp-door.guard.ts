import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ProblemException } from '@mesh/bootstrap';
import type { ConfigOf } from '@mesh/config';
import type { Request } from 'express';
import { McpServerConfig } from './mcp.config';

/**
 * What the protocol asks of an HTTP server beside credentials: no foreign page and no foreign host name gets in, and no
 * session but one that this server made. It makes none, so every session id is a forged one.
 */
@Injectable()
export class McpDoorGuard implements CanActivate {
  constructor(@Inject(McpServerConfig.token) private readonly config: ConfigOf<typeof McpServerConfig>) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<Request>();
    if (!this.config.MCP_ALLOWED_HOSTS.includes(hostNameOf(headers.host)))
      throw new ProblemException(403, 'HOST_NOT_ALLOWED', 'This host name is not in MCP_ALLOWED_HOSTS.');
    if (headers.origin !== undefined && !this.config.MCP_ALLOWED_ORIGINS.includes(headers.origin.toLowerCase()))
      throw new ProblemException(403, 'ORIGIN_NOT_ALLOWED', 'This origin is not in MCP_ALLOWED_ORIGINS.');
    if (headers['mcp-session-id'] !== undefined)
      throw new ProblemException(404, 'SESSION_NOT_FOUND', 'There is no such session; this server works without.');
    return true;
  }
}

const hostNameOf = (host = ''): string => {
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
};
