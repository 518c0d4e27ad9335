import { Inject, Injectable } from '@nestjs/common';
import { withinDeadline } from '@mesh/agents';
import type { Evidence } from '@mesh/contracts';
import { codeOf } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { WorkerDatabase } from '@mesh/persistence';
import { questionOf } from '../find-evidence/question-of';
import { toolsOfAgent } from '../tools/pg-tool-registry';
import { plainTexts } from '../tools/plain-texts';
import type { UsableTool } from '../tools/tool';
import { ToolRunner, boundArgs } from '../tools/tool-runner';
import { ToolsConfig, type ToolsSettings } from '../tools/tools.config';
import { CustomerRecords, type RecordsQuestion } from './customer-records.port';
import { type RecordText, recordsAsEvidence } from './records-as-evidence';

const MOST_TOOLS = 4;

/** Asks the tools that an admin allowed research, each once, with nothing but the id of the ticket's customer. */
@Injectable()
export class ToolCustomerRecords extends CustomerRecords {
  constructor(
    @Inject(WorkerDatabase) private readonly database: WorkerDatabase,
    @Inject(ToolRunner) private readonly runner: ToolRunner,
    @Inject(ToolsConfig.token) private readonly config: ToolsSettings,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    super();
  }

  async of(question: RecordsQuestion, signal: AbortSignal): Promise<readonly Evidence[]> {
    const { tenantId, conversation } = question;
    try {
      const tools = await this.database.inTenant(tenantId, (sql) =>
        toolsOfAgent(sql, tenantId, { agent: 'research', most: MOST_TOOLS, only: question.tools }),
      );
      const texts = await Promise.all(tools.map((tool) => this.textsOf(tool, question, signal)));
      return recordsAsEvidence(questionOf(conversation), texts.flat());
    } catch (error) {
      signal.throwIfAborted();
      this.logger.warn('mcp.no_customer_records', { code: codeOf(error) });
      return [];
    }
  }

  private async textsOf(
    tool: UsableTool,
    { tenantId, conversation }: RecordsQuestion,
    signal: AbortSignal,
  ): Promise<RecordText[]> {
    const args = boundArgs(tool, conversation.customer.id);
    try {
      const texts = await withinDeadline(this.config.RESEARCH_TOOLS_DEADLINE_MS, signal, (inner) =>
        this.runner.run(this.database, { tenantId, tool, args }, inner),
      );
      return plainTexts(texts).map((text) => ({ server: tool.server, tool: tool.name, text }));
    } catch {
      signal.throwIfAborted();
      // The runner has told why.
      return [];
    }
  }
}
