import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard, ProblemException } from '@mesh/bootstrap';
import { AddressRules } from '@mesh/egress';
import { TerminalError, codeOf } from '@mesh/kernel';
import { ToolClient } from '@mesh/mcp';
import { ApiDatabase } from '@mesh/persistence';
import { deleteServer, findServer, insertServer, listServers, noteTest, saveDiscovery } from './pg-tool-registry';
import { TokenSeal, type TokenOwner } from './token-seal';
import { NewToolServer, ServerPath } from './tool.requests';
import { type ServerView, serverNotFound, serverView } from './tool.views';

/** The tool servers of a tenant. Their tokens go in and never come out. */
@Controller('internal/tool-servers')
@UseGuards(InternalGuard)
export class ToolServersController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(ToolClient) private readonly client: ToolClient,
    @Inject(AddressRules) private readonly rules: AddressRules,
    @Inject(TokenSeal) private readonly seal: TokenSeal,
  ) {}

  @Get()
  async list(@Caller() { tenantId }: InternalCaller): Promise<{ items: ServerView[] }> {
    const rows = await this.database.inTenant(tenantId, (sql) => listServers(sql, tenantId));
    return { items: rows.map(serverView) };
  }

  @Post()
  async register(@Body() { name, url, token }: NewToolServer, @Caller() caller: InternalCaller): Promise<ServerView> {
    const { tenantId, actorId } = caller;
    this.mustBeAllowed(url);
    const sealedToken = token === undefined ? null : this.sealed(token, { tenantId, server: name, url });
    const server = { name, url, sealedToken, by: actorId };
    const row = await this.database.inTenant(tenantId, (sql) => insertServer(sql, tenantId, server));
    if (!row) throw new ProblemException(409, 'TOOL_SERVER_EXISTS', 'A tool server of this name exists.');
    return serverView(row);
  }

  @Delete(':server')
  @HttpCode(204)
  async remove(@Param() { server }: ServerPath, @Caller() { tenantId }: InternalCaller): Promise<void> {
    const removed = await this.database.inTenant(tenantId, (sql) => deleteServer(sql, tenantId, server));
    if (removed === 0) throw serverNotFound();
  }

  /** Asks the server what it offers, and remembers it. Answers also when the server does not. */
  @Post(':server/test')
  @HttpCode(200)
  async test(@Param() { server }: ServerPath, @Caller() { tenantId }: InternalCaller) {
    const row = await this.database.inTenant(tenantId, (sql) => findServer(sql, tenantId, server));
    if (!row) throw serverNotFound();
    const { url, sealed_token: sealed } = row;
    try {
      const token = sealed === null ? undefined : this.seal.open(sealed, { tenantId, server, url });
      const tools = await this.client.discover({ url, token }, new AbortController().signal);
      await this.database.inTenant(tenantId, (sql) => saveDiscovery(sql, tenantId, server, tools));
      return { reachable: true, tools: tools.map(({ name, hash, warnings }) => ({ name, hash, warnings })) };
    } catch (error) {
      const code = codeOf(error);
      if (!code.startsWith('MCP_')) throw error;
      await this.database.inTenant(tenantId, (sql) => noteTest(sql, tenantId, server, code));
      return { reachable: false, code, tools: [] };
    }
  }

  private mustBeAllowed(url: string): void {
    try {
      this.rules.check(url);
    } catch (error) {
      if (error instanceof TerminalError) throw new ProblemException(400, error.code, error.message);
      throw error;
    }
  }

  private sealed(token: string, owner: TokenOwner): string {
    if (this.seal.isConfigured) return this.seal.seal(token, owner);
    throw new ProblemException(409, 'SECRETS_KEY_MISSING', 'Tokens can be stored once MCP_SECRETS_KEY is set.');
  }
}
