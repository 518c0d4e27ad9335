import { Inject, Injectable } from '@nestjs/common';
import { TerminalError, codeOf } from '@mesh/kernel';
import type { CallObserver } from '@mesh/mcp';
import { Logger, METRICS, Metrics } from '@mesh/observability';

/** Counts the calls of our own tools; what is not the caller's fault is logged. */
@Injectable()
export class McpCalls {
  private readonly calls;

  constructor(
    @Inject(Metrics) metrics: Metrics,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    this.calls = metrics.counter(METRICS.mcpToolCalls, 'Calls of MCP tools by result', ['server', 'tool', 'result']);
  }

  observer(server: string): CallObserver {
    return (tool, result, error) => {
      this.calls.inc({ server, tool, result });
      if (error !== undefined && !(error instanceof TerminalError))
        this.logger.warn('mcp.tool_failed', { server, tool, code: codeOf(error) });
    };
  }
}
