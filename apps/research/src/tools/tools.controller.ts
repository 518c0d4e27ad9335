import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard, ProblemException } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { acceptTool, listTools, withdrawTool } from './pg-tool-registry';
import { ToolAcceptance, ToolPath } from './tool.requests';
import { type ToolView, toolView } from './tool.views';

/** What the tool servers of a tenant offer, and what of it may be used. */
@Controller('internal/tools')
@UseGuards(InternalGuard)
export class ToolsController {
  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  @Get()
  async list(@Caller() { tenantId }: InternalCaller): Promise<{ items: ToolView[] }> {
    const rows = await this.database.inTenant(tenantId, (sql) => listTools(sql, tenantId));
    return { items: rows.map(toolView) };
  }

  /** Accepts the tool exactly as the admin saw it. */
  @Put(':server/:tool')
  async accept(
    @Param() { server, tool: name }: ToolPath,
    @Body() body: ToolAcceptance,
    @Caller() { tenantId, actorId: by }: InternalCaller,
  ): Promise<ToolView> {
    return this.database.inTenant(tenantId, async (sql) => {
      const accepted = await acceptTool(sql, tenantId, { server, name, ...body, by });
      if (accepted) return toolView(accepted);
      const current = (await listTools(sql, tenantId)).find((row) => row.server === server && row.name === name);
      if (!current) throw toolNotFound();
      const detail = 'The tool is not as you saw it; look again.';
      throw new ProblemException(409, 'TOOL_CHANGED', detail, { current: toolView(current) });
    });
  }

  @Delete(':server/:tool')
  @HttpCode(204)
  async withdraw(@Param() { server, tool }: ToolPath, @Caller() { tenantId }: InternalCaller): Promise<void> {
    const withdrawn = await this.database.inTenant(tenantId, (sql) => withdrawTool(sql, tenantId, server, tool));
    if (withdrawn === 0) throw toolNotFound();
  }
}

const toolNotFound = (): ProblemException =>
  new ProblemException(404, 'TOOL_NOT_FOUND', 'This server has no such tool, or was not tested yet.');
