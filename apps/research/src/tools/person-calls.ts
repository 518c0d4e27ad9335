import { Inject, Injectable } from '@nestjs/common';
import { type InternalCaller, ProblemException } from '@mesh/bootstrap';
import { codeOf, hashOf, newId } from '@mesh/kernel';
import { ApiDatabase } from '@mesh/persistence';
import { plainTexts } from './plain-texts';
import { type CallEnd, type CallRow, decideCall, endCall, findCall, insertCall } from './pg-tool-calls';
import { usableTool } from './pg-tool-registry';
import type { UsableTool } from './tool';
import { ToolRunner, boundArgs } from './tool-runner';
import { callView } from './tool.views';

export interface AskedCall {
  readonly server: string;
  readonly tool: string;
  readonly ticketId: string;
  readonly customerId: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Tools in the hands of people: what reads is done at once, what writes waits for a decision on exactly this call. */
@Injectable()
export class PersonCalls {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(ToolRunner) private readonly runner: ToolRunner,
  ) {}

  /** @throws ProblemException 400, 409, or 502 with the code of the tool's fault */
  async ask({ tenantId, actorId }: InternalCaller, asked: AskedCall): Promise<{ texts: string[] } | CallRow> {
    const tool = await this.toolOf(tenantId, asked.server, asked.tool);
    if (tool.customerArgument !== null && tool.customerArgument in asked.arguments)
      throw new ProblemException(400, 'CUSTOMER_IS_BOUND', 'The customer is that of the ticket; leave it out.');
    const args = boundArgs(tool, asked.customerId, asked.arguments);
    if (tool.risk === 'read') return { texts: await this.read(tenantId, tool, args) };
    const { server, ticketId, customerId } = asked;
    const content = { server, tool: tool.name, toolHash: tool.hash, ticketId, customerId, arguments: args };
    const call = {
      ...{ call_id: newId(), server, tool: tool.name, tool_hash: tool.hash, ticket_id: ticketId },
      ...{ customer_id: customerId, arguments: args, content_hash: hashOf(content), asked_by: actorId },
    };
    return this.database.inTenant(tenantId, (sql) => insertCall(sql, tenantId, call));
  }

  /** Decides a waiting call, once; approved, it is made, once. @throws ProblemException 404, 409 with the current state */
  async decide(
    { tenantId, actorId: by }: InternalCaller,
    decision: { readonly id: string; readonly approve: boolean; readonly contentHash: string },
  ): Promise<CallRow> {
    const { id, contentHash } = decision;
    const to = decision.approve ? 'running' : 'rejected';
    const row = await this.database.inTenant(tenantId, async (sql) => {
      const decided = await decideCall(sql, tenantId, { id, contentHash, to, by });
      if (decided) return decided;
      const current = await findCall(sql, tenantId, id);
      if (!current) throw new ProblemException(404, 'TOOL_CALL_NOT_FOUND', 'There is no such call.');
      throw notWaiting(current);
    });
    if (row.status !== 'running') return row;
    const end = await this.make(tenantId, row);
    return (await this.database.inTenant(tenantId, (sql) => endCall(sql, tenantId, end))) ?? row;
  }

  private async make(tenantId: string, row: CallRow): Promise<CallEnd> {
    try {
      const tool = await this.toolOf(tenantId, row.server, row.tool, row.tool_hash);
      const run = { tenantId, tool, args: row.arguments };
      const texts = await this.runner.run(this.database, run, new AbortController().signal);
      return { id: row.call_id, status: 'done', code: null, texts: plainTexts(texts) };
    } catch (error) {
      const code = error instanceof ProblemException ? error.code : codeOf(error);
      return { id: row.call_id, status: code === 'MCP_OUTCOME_UNKNOWN' ? 'unknown' : 'failed', code, texts: [] };
    }
  }

  private async read(tenantId: string, tool: UsableTool, args: AskedCall['arguments']): Promise<string[]> {
    try {
      return plainTexts(await this.runner.run(this.database, { tenantId, tool, args }, new AbortController().signal));
    } catch (error) {
      const code = codeOf(error);
      if (!code.startsWith('MCP_')) throw error;
      throw new ProblemException(code === 'MCP_ARGUMENTS_INVALID' ? 400 : 422, code, 'The tool gave no answer.');
    }
  }

  private async toolOf(tenantId: string, server: string, name: string, hash?: string): Promise<UsableTool> {
    const tool = await this.database.inTenant(tenantId, (sql) => usableTool(sql, tenantId, server, name));
    if (tool && (hash === undefined || tool.hash === hash)) return tool;
    throw new ProblemException(409, 'TOOL_NOT_ACCEPTED', 'This tool is not there, not accepted, or has changed.');
  }
}

const notWaiting = (current: CallRow): ProblemException =>
  new ProblemException(409, 'TOOL_CALL_NOT_WAITING', 'It was decided already, or is not what was shown.', {
    current: callView(current),
  });
