import { TerminalError, codeOf } from '@mesh/kernel';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js' with { 'resolution-mode': 'import' };
import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js' with { 'resolution-mode': 'import' };
import { z } from 'zod';
import type { ServedTool } from './served-tool';

/** Hears of every call: the code of its fault, or `answered`. */
export type CallObserver = (tool: string, result: string, error?: unknown) => void;

export interface ServerParts {
  readonly name: string;
  readonly version: string;
  readonly tools: readonly ServedTool[];
  readonly observe: CallObserver;
}

/** A server for one caller; it is made for a connection and never shared. The SDK is loaded at the first one. */
export async function buildServer({ name, version, tools, observe }: ServerParts): Promise<McpServer> {
  const [sdk, protocol] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/mcp.js'),
    import('@modelcontextprotocol/sdk/types.js'),
  ]);
  const server = new sdk.McpServer({ name, version }, { capabilities: { tools: {} } });
  server.server.setRequestHandler(protocol.ListToolsRequestSchema, () => ({ tools: tools.map(describeTool) }));
  server.server.setRequestHandler(protocol.CallToolRequestSchema, ({ params }) => {
    const tool = tools.find((one) => one.name === params.name);
    if (tool) return callTool(tool, params.arguments ?? {}, observe);
    observe('unknown', 'tool_unknown');
    throw new protocol.McpError(protocol.ErrorCode.InvalidParams, 'There is no such tool.');
  });
  return server;
}

const describeTool = ({ name, title, description, input, writes }: ServedTool): Tool => ({
  name,
  title,
  description,
  inputSchema: z.toJSONSchema(input, { io: 'input' }) as Tool['inputSchema'],
  annotations: { readOnlyHint: !writes, destructiveHint: false, idempotentHint: !writes, openWorldHint: false },
});

async function callTool(tool: ServedTool, args: unknown, observe: CallObserver): Promise<CallToolResult> {
  const faults = tool.input.safeParse(args).error?.issues;
  if (faults) {
    observe(tool.name, 'arguments_invalid');
    return refusal(
      `ARGUMENTS_INVALID: ${faults.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  }
  try {
    const { texts, data } = await tool.run(args);
    observe(tool.name, 'answered');
    return { content: texts.map((text) => ({ type: 'text' as const, text })), structuredContent: { ...data } };
  } catch (error) {
    observe(tool.name, codeOf(error).toLowerCase(), error);
    const isOurs = error instanceof TerminalError;
    return refusal(
      isOurs ? `${error.code}: ${error.message}` : 'TOOL_UNAVAILABLE: this cannot be answered at the moment.',
    );
  }
}

const refusal = (text: string): CallToolResult => ({ isError: true, content: [{ type: 'text', text }] });
