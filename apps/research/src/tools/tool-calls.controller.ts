import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import type { Response } from 'express';
import { PersonCalls } from './person-calls';
import { listCalls } from './pg-tool-calls';
import { CallDecision, CallPath, ToolCallInput, ToolPath } from './tool.requests';
import { type CallView, callView } from './tool.views';

/** Calls of tools by people. */
@Controller('internal/tools')
@UseGuards(InternalGuard)
export class ToolCallsController {
  constructor(
    @Inject(PersonCalls) private readonly calls: PersonCalls,
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
  ) {}

  @Get('calls')
  async list(@Caller() { tenantId }: InternalCaller): Promise<{ items: CallView[] }> {
    const rows = await this.database.inTenant(tenantId, (sql) => listCalls(sql, tenantId));
    return { items: rows.map(callView) };
  }

  /** 200: the answer. 202: it waits for a decision. */
  @Post(':server/:tool/calls')
  @HttpCode(200)
  async ask(
    @Param() path: ToolPath,
    @Body() body: ToolCallInput,
    @Caller() caller: InternalCaller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ status: 'done'; texts: string[] } | CallView> {
    const answer = await this.calls.ask(caller, { ...path, ...body });
    if (!('call_id' in answer)) return { status: 'done', texts: answer.texts };
    response.status(202);
    return callView(answer);
  }

  @Post('calls/:id/decision')
  @HttpCode(200)
  async decide(
    @Param() { id }: CallPath,
    @Body() { decision, contentHash }: CallDecision,
    @Caller() caller: InternalCaller,
  ): Promise<CallView> {
    return callView(await this.calls.decide(caller, { id, approve: decision === 'approve', contentHash }));
  }
}
