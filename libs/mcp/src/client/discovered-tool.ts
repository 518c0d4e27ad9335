import { hashOf } from '@mesh/kernel';
import type { Tool } from '@modelcontextprotocol/sdk/types.js' with { 'resolution-mode': 'import' };
import { detectInjection } from '@mesh/text';

/** A tool as its server describes it at this moment. What it says of itself is a claim, never a right. */
export interface DiscoveredTool {
  readonly name: string;
  readonly title: string | undefined;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** Of everything that the server says about the tool: another description is another tool. */
  readonly hash: string;
  /** Codes of what an admin should look at before accepting it. */
  readonly warnings: readonly ('steers_machine' | 'says_it_writes')[];
}

export function discoveredTool(tool: Tool): DiscoveredTool {
  const { name, title, description = '', inputSchema, outputSchema, annotations } = tool;
  const said = { name, title, description, inputSchema, outputSchema, annotations };
  const steers = detectInjection(wordsOf(said)).value;
  const writes = annotations?.destructiveHint === true || annotations?.readOnlyHint === false;
  return {
    name,
    title,
    description,
    inputSchema,
    hash: hashOf(said),
    warnings: [...(steers ? (['steers_machine'] as const) : []), ...(writes ? (['says_it_writes'] as const) : [])],
  };
}

/** Every text in it: instructions hide in the descriptions of arguments too. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return '';
  return Object.values(value).map(wordsOf).filter(Boolean).join('\n');
}
